import { signal } from '@preact/signals';
import type { Note } from '../logic/notes';

/** What is told beside an instance, by its id. */
export const notes = signal<ReadonlyMap<string, Note>>(new Map());

/** Milliseconds for which good news is shown. */
const shownFor = 10_000;

/** Tells something beside an instance, or takes it away. */
export function setNote(id: string, note: Note | undefined): void {
  if (note !== undefined) {
    setNotes(new Map([[id, note]]));
    return;
  }
  const next = new Map(notes.value);
  next.delete(id);
  notes.value = next;
}

/** Tells something beside each of some instances, of which there may be thousands; good news goes away by itself. */
export function setNotes(told: ReadonlyMap<string, Note>): void {
  if (told.size === 0) return;
  notes.value = new Map([...notes.value, ...told]);
  const passing = [...told].filter(([, { tone }]) => tone === 'good' || tone === 'plain');
  if (passing.length === 0) return;
  setTimeout(() => {
    const next = new Map(notes.value);
    for (const [id, note] of passing) if (next.get(id) === note) next.delete(id);
    notes.value = next;
  }, shownFor);
}
