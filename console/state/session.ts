import { computed, signal } from '@preact/signals';
import type { Index, Me } from '../api/answers';
import { ask, ProblemError } from '../api/client';
import { connection } from '../api/connection';
import { readIndex, sentIndex } from '../api/index';
import { currentKey, forgetKey, keepKey, keyRejected } from '../api/key';

/** What the deployment is: the answer of `/`. */
export const index = signal<Index | undefined>(sentIndex());

/** Who asks, and what they may do: the answer of `/me`. */
export const me = signal<Me | undefined>(undefined);

/** Why the page cannot be opened yet, where the API says so. */
export const notYet = signal<string | undefined>(undefined);

/** How far the page has come: only when it is `open` is there anything to see. */
export const stage = computed<'waiting' | 'unsigned' | 'locked' | 'open'>(() => {
  if (index.value?.auth === 'iam') return 'unsigned';
  if (index.value?.auth === 'key' && currentKey() === undefined) return 'locked';
  return me.value === undefined ? 'waiting' : 'open';
});

/** Whether requests can be answered: the page need not know yet who asks. */
export const mayAsk = computed(
  () => stage.value === 'open' || (stage.value === 'waiting' && index.value !== undefined),
);

/** Does the deployment have a route? */
export function offers(name: string): boolean {
  return index.value?.links[name] !== undefined;
}

/** Finds out where the page is and who asks, again and again while nothing answers. */
export async function enter(): Promise<void> {
  try {
    index.value ??= await readIndex();
    if (!mayAsk.value) return;
    me.value = (await ask<Me>('GET', 'me')).body;
    notYet.value = undefined;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) return;
    notYet.value = error instanceof ProblemError ? error.problem.detail : undefined;
    setTimeout(enter, connection.value === undefined ? 5_000 : 2_000);
  }
}

/**
 * Checks a key, and keeps it when the API knows it.
 * @throws ProblemError, Unreachable
 */
export async function signIn(key: string): Promise<void> {
  const { body } = await ask<Me>('GET', 'me', { key });
  keyRejected.value = false;
  keepKey(key);
  me.value = body;
}

/** Forgets the key, and all that was seen with it. */
export function signOut(): void {
  forgetKey();
  location.reload();
}
