import type { ApiStage } from './deployed';

/** What the gate lets through: calls of deployed APIs, and the look whether the emulator is well. */
const api =
  /^\/(?:restapis\/([A-Za-z0-9_-]{1,64})\/([A-Za-z0-9_-]{1,128})\/_user_request_|_aws\/execute-api\/([A-Za-z0-9_-]{1,64})\/([A-Za-z0-9_-]{1,128}))(?:\/|$)/;
const health = '/_localstack/health';

/**
 * Checks whether the gate lets a request through. It is judged as it was sent: nothing is decoded or cleaned first,
 * because the emulator would do that in its own way.
 * @param target - the request's target: `/path?query`
 * @see docs/decisions/0034
 */
export function letsThrough(method: string, target: string): boolean {
  const path = target.split('?', 1)[0] ?? '';
  if (!isPlain(path)) return false;
  return api.test(path) || (method === 'GET' && target === health);
}

/** The API that a path calls, by either of its forms; undefined for a path that calls none. */
export function calledApi(target: string): ApiStage | undefined {
  const [, id, stage, otherId, otherStage] = api.exec(target) ?? [];
  const [called, at] = [id ?? otherId, stage ?? otherStage];
  return called === undefined || at === undefined ? undefined : { api: called, stage: at };
}

/**
 * Checks that every program reads the path the same: no dot segments, empty segments, hidden slashes, or bytes that a
 * URL cannot have.
 */
function isPlain(path: string): boolean {
  if (!/^\/[\x21-\x7e]*$/.test(path) || /[\\#]|\/\/|%(?![0-9A-Fa-f]{2})/.test(path)) return false;
  // What is encoded twice is decoded twice by somebody.
  for (let text = path, rounds = 0; rounds < 4; rounds += 1) {
    if (hasTrick(text)) return false;
    const next = decoded(text);
    if (next === undefined) return false;
    if (next === text) return true;
    // What may be written as an escape is a character that people read, and no slash.
    if (!/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u.test(hidden(text)) || /[/\\]/.test(hidden(text))) return false;
    text = next;
  }
  return false;
}

function hasTrick(path: string): boolean {
  return path.split('/').some((segment) => /^\.{1,2}$/.test(segment.split(';', 1)[0] ?? ''));
}

/** Decodes the escapes of a text. */
function hidden(text: string): string {
  return decoded((text.match(/(?:%[0-9A-Fa-f]{2})+/g) ?? []).join('')) ?? '\0';
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
