import { Problem } from '../domain/problem';
import { parseJson } from './json';
import type { ApiRequest } from './request';
import { isWholeText, notWhole } from './text';

/** Names and values of a body: JSON's own types, or the strings of a form. */
export type Fields = readonly (readonly [name: string, value: unknown])[];

const largestBody = 128 * 1024;
const form = 'application/x-www-form-urlencoded';

/**
 * Reads the body of a request as JSON or as a form. `curl -d '{…}'` names its JSON a form, and `fetch` names it a text: what
 * starts like JSON is JSON.
 * @throws Problem `body_too_large`, `unsupported_media_type`, `malformed_body`
 */
export function readBody(request: ApiRequest): Fields {
  if (request.fault !== undefined) throw request.fault;
  if (request.method === 'GET' || request.method === 'HEAD' || request.body === null || request.body === '') return [];
  const bytes = Buffer.from(request.body, request.bodyIsBase64 ? 'base64' : 'utf8');
  if (bytes.length > largestBody) {
    throw new Problem('body_too_large', `The body has ${bytes.length} bytes; at most ${largestBody} are allowed.`);
  }
  const text = utf8(bytes);
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === form) return formFields(text);
  if (
    type === '' ||
    type === 'text/plain' ||
    type === 'application/json' ||
    /^application\/[\w.+-]+\+json$/.test(type)
  ) {
    return jsonFields(text);
  }
  throw new Problem(
    'unsupported_media_type',
    `The content type is ${JSON.stringify(type.slice(0, 100))}; application/json and ${form} are supported. ` +
      "Add the header content-type: application/json (curl -H 'content-type: application/json').",
  );
}

function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('malformed_body', 'The body is not UTF-8.');
  }
}

function formFields(text: string): Fields {
  if (/^\s*[{["]/.test(text)) return jsonFields(text);
  const fields = [...new URLSearchParams(text)];
  if (/^\s*[{["]/.test(fields[0]?.[0] ?? '')) return jsonFields(asItWas(fields));
  for (const [name, value] of fields) {
    if (isWholeText(name) && isWholeText(value)) continue;
    throw new Problem('malformed_body', `The field ${JSON.stringify(name.slice(0, 64))} of the form ${notWhole}.`);
  }
  return fields;
}

/**
 * Restores JSON that an emulator has read as a form and written as one again: LocalStack sends `{"a":"b=c"}` on as
 * `%7B%22a%22%3A%22b=c%22%7D`, and puts "=" behind what has none. A plus sign has become a space there for good.
 */
function asItWas(fields: readonly (readonly [string, string])[]): string {
  return fields.map(([name, value]) => (value === '' ? name : `${name}=${value}`)).join('&');
}

function jsonFields(text: string): Fields {
  const value = parseJson(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  const kind = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
  throw new Problem('malformed_body', `The body is ${kind}; a JSON object is expected.`);
}
