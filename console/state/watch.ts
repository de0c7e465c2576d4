import { signal } from '@preact/signals';
import type { ChangeAction } from '../../contract/actions';
import { isTransitional } from '../../lambda/domain/transitions';
import type { Instance } from '../api/answers';
import { labelOf } from '../logic/label';
import { type Note, settledNote } from '../logic/notes';
import { announce, say } from './announce';
import { setNotes } from './notes';
import { view } from './view';

/** An action that an instance is watched after. */
export interface Watch {
  readonly action: ChangeAction;
  /** Milliseconds of this page's own time. */
  readonly since: number;
  /** It has been seen on its way. */
  readonly moved: boolean;
  /** A job does it, in its own time, and tells what failed. */
  readonly byJob: boolean;
}

/** Instances that the page acted on, until they have arrived. */
export const watched = signal<ReadonlyMap<string, Watch>>(new Map());

/** Begins to look at instances every other second, until they are where the action ends. */
export function watch(ids: readonly string[], action: ChangeAction, byJob = false): void {
  const next = new Map(watched.value);
  for (const id of ids) next.set(id, { action, since: performance.now(), moved: false, byJob });
  watched.value = next;
}

/** Looks at instances no more. */
export function unwatch(ids: readonly string[]): void {
  if (ids.length === 0) return;
  const gone = new Set(ids);
  watched.value = new Map([...watched.value].filter(([id]) => !gone.has(id)));
}

/** Judges instances by themselves again, since the job that acted on them does nothing more. */
export function jobDone(ids: readonly string[]): void {
  const next = new Map(watched.value);
  for (const id of ids) {
    const entry = next.get(id);
    if (entry !== undefined) next.set(id, { ...entry, since: performance.now(), byJob: false });
  }
  watched.value = next;
}

/** Tells of the watched instances that have arrived. */
export function settle(found: readonly Instance[]): void {
  const next = new Map(watched.value);
  const told = new Map<string, Note>();
  for (const instance of found) {
    const id = instance.instance_id;
    const entry = next.get(id);
    if (entry === undefined) continue;
    const note = settledNote(entry.action, instance, performance.now() - entry.since, entry.moved);
    if (note === undefined || (entry.byJob && note.tone === 'bad')) {
      next.set(id, { ...entry, moved: entry.moved || isTransitional(instance.state) });
      continue;
    }
    next.delete(id);
    told.set(id, note);
    const text = `${labelOf(instance)}: ${note.text}`;
    if (view.value.page === 'instances') say(text);
    else if (found.length <= 3) announce(text, note.tone);
  }
  setNotes(told);
  watched.value = next;
}
