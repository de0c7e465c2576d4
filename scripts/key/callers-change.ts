import type { CallerEntry } from '../../contract/callers';
import { defined } from '../../contract/defined';
import type { Wish } from './wish';

/**
 * Adds a key or principal to the callers.
 * @param sha256 - of the new key; not used for a principal
 * @throws Error when a new caller has no actions, or an old one is to have others
 */
export function withCredential(
  entries: readonly CallerEntry[],
  { name, actions, tags, principal }: Extract<Wish, { readonly kind: 'add' }>,
  sha256: string,
): readonly CallerEntry[] {
  const sibling = entries.find((entry) => entry.name === name);
  const rights = sibling === undefined ? { actions, tags } : { actions: sibling.actions, tags: sibling.tags };
  if (rights.actions === undefined) throw new Error(`"${name}" is a new caller: say in ACTIONS what it may do`);
  if (sibling !== undefined && (differs(actions, sibling.actions) || differs(tags, sibling.tags))) {
    throw new Error(
      `"${name}" is a caller already, and may do: ${rightsText(sibling)}. Another key of it has the same rights: ` +
        'leave ACTIONS and TAGS out, edit the file to change its rights, or take another name.',
    );
  }
  const credential = principal === undefined ? { key_sha256: sha256 } : { principal_arn: principal };
  const entry = {
    name,
    ...credential,
    actions: [...rights.actions],
    ...defined({ tags: rights.tags && { ...rights.tags } }),
  };
  return [...entries, entry];
}

/**
 * Removes keys of a caller.
 * @throws Error when there is nothing to remove
 */
export function without(
  entries: readonly CallerEntry[],
  { name, which }: Extract<Wish, { readonly kind: 'remove' }>,
): readonly CallerEntry[] {
  const own = entries.filter((entry) => entry.name === name);
  if (own.length === 0) throw new Error(`there is no caller "${name}"; there are: ${namesOf(entries)}`);
  // The file is in the order in which the keys were made.
  const newest = own.at(-1);
  const removed = own.filter((entry) => {
    if (which === 'all') return true;
    return which === 'old' ? entry !== newest : entry.key_sha256?.startsWith(which.sha256) === true;
  });
  if (removed.length === 0) {
    throw new Error(`"${name}" has no such key; it has: ${own.map(credentialText).join(', ')}`);
  }
  return entries.filter((entry) => !removed.includes(entry));
}

/** Words what a caller may do. */
export function rightsText({ actions, tags }: Pick<CallerEntry, 'actions' | 'tags'>): string {
  const on = Object.entries(tags ?? {}).map(([key, value]) => `${key}=${value}`);
  return `${actions.join(', ')}${on.length === 0 ? ' (on every instance)' : ` (on instances with ${on.join(' and ')})`}`;
}

/** Words a key or principal. */
export function credentialText({ key_sha256, principal_arn }: CallerEntry): string {
  return key_sha256 === undefined ? (principal_arn ?? '') : `key ${key_sha256.slice(0, 8)}`;
}

function namesOf(entries: readonly CallerEntry[]): string {
  return [...new Set(entries.map(({ name }) => name))].join(', ') || 'none';
}

/** Checks whether rights are given that the caller does not have. */
function differs(given: object | undefined, has: object | undefined): boolean {
  return given !== undefined && canonical(given) !== canonical(has ?? {});
}

function canonical(value: object): string {
  return JSON.stringify(Array.isArray(value) ? [...value].sort() : Object.entries(value).sort());
}
