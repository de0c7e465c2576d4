import { signal } from '@preact/signals';
import type { ChangeAction } from '../../contract/actions';
import { isTransitional } from '../../lambda/domain/transitions';
import type { Instance } from '../api/answers';
import { labelOf } from '../logic/label';
import { settledNote } from '../logic/notes';
import { announce, say } from './announce';
import { setNote } from './notes';
import { view } from './view';

/** An action that an instance is watched after. */
export interface Watch {
  readonly action: ChangeAction;
  /** Milliseconds of this page's own time. */
  readonly since: number;
  /** It has been seen on its way. */
  readonly moved: boolean;
}

/** Instances that the page acted on, until they have arrived. */
export const watched = signal<ReadonlyMap<string, Watch>>(new Map());

/** Begins to look at instances every other second, until they are where the action leads to. */
export function watch(ids: readonly string[], action: ChangeAction): void {
  const next = new Map(watched.value);
  for (const id of ids) next.set(id, { action, since: performance.now(), moved: false });
  watched.value = next;
}

/** Looks at instances no more. */
export function unwatch(ids: readonly string[]): void {
  if (ids.length === 0) return;
  const gone = new Set(ids);
  watched.value = new Map([...watched.value].filter(([id]) => !gone.has(id)));
}

/** Tells of the watched instances that have arrived. */
export function settle(found: readonly Instance[]): void {
  const next = new Map(watched.value);
  for (const instance of found) {
    const id = instance.instance_id;
    const entry = next.get(id);
    if (entry === undefined) continue;
    const note = settledNote(entry.action, instance, performance.now() - entry.since, entry.moved);
    if (note === undefined) {
      next.set(id, { ...entry, moved: entry.moved || isTransitional(instance.state) });
      continue;
    }
    next.delete(id);
    setNote(id, note);
    const text = `${labelOf(instance)}: ${note.text}`;
    if (view.value.page === 'instances') say(text);
    else if (found.length <= 3) announce(text, note.tone);
  }
  watched.value = next;
}
