import { createHash } from 'node:crypto';
import { CallerAction } from '../../../contract/actions';
import type { CallerEntry } from '../../../contract/callers';

/** A caller of a test, with the key that it holds. */
export interface KeyHolder {
  readonly key: string;
  readonly entry: CallerEntry;
}

/** What of an entry a test may say; by default a caller has every right on every instance. */
export type HolderParts = Partial<Pick<CallerEntry, 'actions' | 'tags'>> & { readonly name: string };

/** A caller with a key of its own, the same for the same name. */
export function keyHolder({ name, ...rights }: HolderParts): KeyHolder {
  const key = `ec2c_${createHash('sha256').update(`the key of ${name}`).digest('base64url')}`;
  return { key, entry: { name, key_sha256: sha256(key), actions: Object.values(CallerAction), ...rights } };
}

/** The hash under which the callers file knows a key. */
export function sha256(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
