import { Problem } from '../domain/problem';
import type { ApiRequest } from './request';

/** Names and values of a body: JSON's own types, or the strings of a form. */
export type Fields = readonly (readonly [name: string, value: unknown])[];

const largestBody = 128 * 1024;

/**
 * Reads the body of a request as JSON or as a form. `curl -d '{…}'` names its JSON a form: what starts like JSON is JSON.
 * @throws Problem `body_too_large`, `unsupported_media_type`, `malformed_body`
 */
export function readBody(request: ApiRequest): Fields {
  if (request.method === 'GET' || request.method === 'HEAD' || request.body === null || request.body === '') return [];
  const bytes = Buffer.from(request.body, request.bodyIsBase64 ? 'base64' : 'utf8');
  if (bytes.length > largestBody) {
    throw new Problem('body_too_large', `The body has ${bytes.length} bytes; at most ${largestBody} are allowed.`);
  }
  const text = utf8(bytes);
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/x-www-form-urlencoded') {
    return /^\s*[{["]/.test(text) ? jsonFields(text) : [...new URLSearchParams(text)];
  }
  if (type === '' || type === 'application/json' || /^application\/[\w.+-]+\+json$/.test(type)) {
    return jsonFields(text);
  }
  throw new Problem(
    'unsupported_media_type',
    `The content type is ${JSON.stringify(type.slice(0, 100))}; application/json and application/x-www-form-urlencoded are supported.`,
  );
}

function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('malformed_body', 'The body is not UTF-8.');
  }
}

function jsonFields(text: string): Fields {
  const value = parsed(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  const kind = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
  throw new Problem('malformed_body', `The body is ${kind}; a JSON object is expected.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Only the position: V8's message quotes the body, which may hold a secret.
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? String(text.length);
    throw new Problem('malformed_body', `The body is not valid JSON: error at position ${position}.`);
  }
}
