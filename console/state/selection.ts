import { computed, signal } from '@preact/signals';
import { shown } from './instances';

const chosen = signal<ReadonlySet<string>>(new Set());

/** The instances that are chosen, of those that are shown: what cannot be seen is not acted on. */
export const selected = computed(() => shown.value.filter(({ instance_id }) => chosen.value.has(instance_id)));

export function isSelected(id: string): boolean {
  return chosen.value.has(id);
}

/** Chooses instances, or leaves them out again. */
export function select(ids: readonly string[], on: boolean): void {
  const next = new Set(chosen.value);
  for (const id of ids) {
    if (on) next.add(id);
    else next.delete(id);
  }
  chosen.value = next;
}

export function clearSelection(): void {
  chosen.value = new Set();
}
