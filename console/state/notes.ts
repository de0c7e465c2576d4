import { signal } from '@preact/signals';
import type { Note } from '../logic/notes';

/** What is told beside an instance, by its id. */
export const notes = signal<ReadonlyMap<string, Note>>(new Map());

/** Tells something beside an instance; good news goes away by itself. */
export function setNote(id: string, note: Note | undefined): void {
  const next = new Map(notes.value);
  if (note === undefined) next.delete(id);
  else next.set(id, note);
  notes.value = next;
  if (note?.tone !== 'good' && note?.tone !== 'plain') return;
  setTimeout(() => {
    if (notes.value.get(id) === note) setNote(id, undefined);
  }, 10_000);
}
