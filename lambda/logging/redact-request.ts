import type { ApiRequest } from '../http/request';
import { redactText } from './redact';

/** Shorter pieces stand in every text by chance, and no credential is as short. */
const shortestPiece = 6;
/** Causes of an error that are followed. */
const causes = 3;
const longestText = 4_000;

/**
 * Writes an error and its causes as a text for the log, with nothing of the request in it: an error's message may quote
 * whatever was being read when it happened.
 */
export function faultText(error: unknown, request: ApiRequest): string {
  const texts: string[] = [];
  for (let at = error; at instanceof Error && texts.length <= causes; at = at.cause) {
    texts.push(at.stack ?? `${at.name}: ${at.message}`);
  }
  const text = texts.length === 0 ? 'not an error' : texts.join('\ncaused by ');
  return redactText(withoutPieces(text, piecesOf(request))).slice(0, longestText);
}

function withoutPieces(text: string, pieces: ReadonlySet<string>): string {
  const longestFirst = [...pieces].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((rest, piece) => rest.replaceAll(piece, '[request]'), text);
}

/** Lists every value that the client chose, as it came and as it looks inside JSON or a URL. */
function piecesOf({ path, pathVariables, query, headers, body, bodyIsBase64 }: ApiRequest): ReadonlySet<string> {
  const text = body === null ? '' : bodyIsBase64 ? Buffer.from(body, 'base64').toString() : body;
  const values = [
    path,
    ...pathVariables.values(),
    ...query.keys(),
    ...[...query.values()].flat(),
    ...headers.values(),
    // The scheme apart: an error may quote the token alone.
    ...[...headers.values()].flatMap((value) => value.split(' ')),
    body ?? '',
    text,
    ...leavesOf(text),
  ];
  const forms = values.flatMap((value) => [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(wellFormed(value)),
  ]);
  return new Set(forms.filter((form) => form.length >= shortestPiece));
}

/** Replaces lone surrogates, which cannot be encoded. */
function wellFormed(value: string): string {
  return Buffer.from(value).toString();
}

/** Lists the strings in a body: JSON, a form or neither. */
function leavesOf(text: string): readonly string[] {
  try {
    const leaves: string[] = [];
    JSON.parse(text, (name, value: unknown) => {
      leaves.push(name);
      if (typeof value === 'string') leaves.push(value);
      return null;
    });
    return leaves;
  } catch {
    // Not JSON, or JSON that an emulator has percent-encoded: the parts between quotes, separators and spaces.
    const fields = [...new URLSearchParams(text)].flat();
    return [...fields, ...[text, ...fields].flatMap((part) => part.split(/["'\s:,{}[\]&=]+/))];
  }
}
