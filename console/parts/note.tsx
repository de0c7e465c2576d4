import type { Note } from '../logic/notes';
import { Icon } from './icon';

/** What became of something, in words, with what to do about it. */
export function NoteText({ note }: { readonly note: Note }) {
  return (
    <p class={`note note-${note.tone}`} title={[note.text, note.advice].filter(Boolean).join(' ')}>
      {note.tone === 'busy' && <span class="spinner" aria-hidden="true" />}
      {note.tone === 'good' && <Icon name="done" />}
      {note.tone === 'bad' && <Icon name="warning" />}
      <span>
        {note.text}
        {note.advice !== undefined && <span class="note-advice"> {note.advice}</span>}
      </span>
    </p>
  );
}
