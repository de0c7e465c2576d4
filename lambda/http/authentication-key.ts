import { createHash, timingSafeEqual } from 'node:crypto';
import type { CallerEntry } from '../../contract/callers';
import { type Caller, callerOf } from '../domain/caller';
import { Problem } from '../domain/problem';
import type { ApiRequest } from './request';

/** Longer ones are not hashed: keys of this API have 48 characters. */
const longestKey = 256;

/** Knows callers by the key in `x-api-key` or `authorization: Bearer`. */
export function keyAuthentication(entries: readonly CallerEntry[]): (request: ApiRequest) => Caller {
  const known = entries.flatMap((entry) =>
    entry.key_sha256 === undefined
      ? []
      : [{ hash: Buffer.from(entry.key_sha256, 'hex'), caller: callerOf(entry, entry.key_sha256.slice(0, 8)) }],
  );
  return (request) => {
    const hash = createHash('sha256').update(keyOf(request)).digest();
    let caller: Caller | undefined;
    // Every hash is compared, in constant time: how long it takes says nothing of which one, or how much of one, fits.
    for (const candidate of known) {
      if (timingSafeEqual(candidate.hash, hash)) caller = candidate.caller;
    }
    if (caller === undefined) throw unauthenticated('The key is not one that this API knows.');
    return caller;
  };
}

function keyOf({ headers }: ApiRequest): string {
  const plain = headers.get('x-api-key');
  const bearer = /^bearer +(\S+)$/i.exec(headers.get('authorization')?.trim() ?? '')?.[1];
  if (plain !== undefined && bearer !== undefined && plain.trim() !== bearer) {
    throw unauthenticated('x-api-key and authorization carry different keys: send one of them.');
  }
  const key = plain?.trim() || bearer;
  if (!key) throw unauthenticated('Send a key in x-api-key, or as "authorization: Bearer <key>".');
  if (key.length > longestKey) throw unauthenticated('The key is not one that this API knows.');
  return key;
}

function unauthenticated(detail: string): Problem {
  return new Problem('unauthenticated', detail, { challenge: 'Bearer realm="ec2-control"' });
}
