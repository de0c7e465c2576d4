import type { Instance } from '../api/answers';

/** Characters that turn the order of the text around them, or that no reader sees. */
const hidden = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Writes a text that others have chosen on one line, without what could disguise it or the text beside it. */
export function plain(text: string): string {
  return text
    .replace(hidden, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/** The name of an instance as it can be read and typed; undefined where it has none. */
export function nameOf({ name }: Pick<Instance, 'name'>): string | undefined {
  return plain(name ?? '') || undefined;
}

/** What an instance is called: its name, or else its id. */
export function labelOf(instance: Pick<Instance, 'name' | 'instance_id'>): string {
  return nameOf(instance) ?? instance.instance_id;
}
