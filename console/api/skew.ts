import { signal } from '@preact/signals';
import { skewOf } from '../logic/skew';

/** How far the clock of the API is ahead of this machine's, in milliseconds: a laptop may be minutes off. */
export const skew = signal(0);

/** Takes the time that an answer names. */
export function noteDate(date: string | null, sent: number): void {
  const received = Date.now();
  // An answer that was long on its way says little.
  if (received - sent < 5_000) skew.value = skewOf(date, sent, received);
}
