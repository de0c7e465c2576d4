import { computed, signal } from '@preact/signals';
import { skew } from '../api/skew';

const here = signal(Date.now());

/** Now, on the clock of the API, to the second, while somebody sees the page. */
export const now = computed(() => here.value + skew.value);

/** Now, to half a minute: what shows ages need not be drawn each second. */
export const roughly = computed(() => Math.floor(now.value / 30_000) * 30_000 + 30_000);

/** Nobody sees the page. */
export const hidden = signal(document.hidden);

/** Starts the clock. */
export function startClock(): void {
  const tick = (): void => {
    if (!document.hidden) here.value = Date.now();
  };
  setInterval(tick, 1_000);
  document.addEventListener('visibilitychange', () => {
    hidden.value = document.hidden;
    tick();
  });
}
