import { createHash } from 'node:crypto';
import { Problem } from '../domain/problem';

/**
 * Makes a position in a list opaque: base64url of JSON, bound by a checksum to the query it belongs to. The checksum
 * finds mistakes, not forgery: whatever a cursor says, the query's own filters are applied to what it leads to.
 * @param position - JSON-serialisable
 * @param query - what the list was asked for; a cursor is good for the same query only
 * @see docs/decisions/0004
 */
export function encodeCursor(position: Readonly<Record<string, unknown>>, query: unknown): string {
  const text = JSON.stringify(position);
  return Buffer.from(`${checksum(text, query)}${text}`).toString('base64url');
}

/**
 * Reads a cursor back.
 * @throws Problem `invalid_cursor` when it is damaged or belongs to another query
 */
export function decodeCursor(cursor: string, query: unknown): Readonly<Record<string, unknown>> {
  const decoded = Buffer.from(cursor, 'base64url').toString();
  const [sum, text] = [decoded.slice(0, checksumLength), decoded.slice(checksumLength)];
  if (sum === checksum(text, query)) {
    const position = parsed(text);
    if (typeof position === 'object' && position !== null) return { ...position };
  }
  throw invalidCursor();
}

/** Checks whether a text has the form of a cursor. Whether it belongs to a list, only that list's query shows. */
export function hasFormOfCursor(cursor: string): boolean {
  const text = Buffer.from(cursor, 'base64url').toString().slice(checksumLength);
  const position = parsed(text);
  return typeof position === 'object' && position !== null;
}

/** Makes the problem of a cursor that does not belong to the list. */
export function invalidCursor(): Problem {
  return new Problem(
    'invalid_cursor',
    'next_token is not one that this list gave out for these parameters. Leave it out to start again from the first page.',
  );
}

/** Parses the text of a cursor. Anyone can compute a checksum, even over text that is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const checksumLength = 16;

function checksum(text: string, query: unknown): string {
  return createHash('sha256').update(JSON.stringify(query)).update(text).digest('base64url').slice(0, checksumLength);
}
