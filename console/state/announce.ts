import { signal } from '@preact/signals';
import type { Note } from '../logic/notes';

/** A message that is shown for a while, and read out. */
export interface Message extends Pick<Note, 'text' | 'tone'> {
  readonly id: number;
  readonly link?: { readonly href: string; readonly text: string };
}

export const messages = signal<readonly Message[]>([]);

let count = 0;

/** What a screen reader is to read out, for what is shown where its instance is. */
export const spoken = signal('');

/** Says something that is shown elsewhere. */
export function say(text: string): void {
  spoken.value = text;
}

/** Shows a message; one of a failure, or with a link, stays until it is closed. */
export function announce(text: string, tone: Note['tone'] = 'plain', link?: Message['link']): void {
  count += 1;
  const id = count;
  messages.value = [...messages.value.slice(-3), { id, text, tone, ...(link === undefined ? {} : { link }) }];
  if (tone !== 'bad' && link === undefined) setTimeout(() => dismiss(id), 8_000);
}

/** Takes a message away. */
export function dismiss(id: number): void {
  messages.value = messages.value.filter((message) => message.id !== id);
}
