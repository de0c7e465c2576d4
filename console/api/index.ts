import type { Index } from './answers';
import { ask } from './client';

/** What `/` answers of the deployment: it comes with the page; from an older API it is asked for. */
export async function readIndex(): Promise<Index> {
  return sentIndex() ?? (await ask<Index>('GET', '', { accept: 'application/json' })).body;
}

/** The index that the page was sent with. */
export function sentIndex(): Index | undefined {
  const text = document.querySelector<HTMLMetaElement>('meta[name="index"]')?.content ?? '';
  return text.startsWith('{') ? JSON.parse(text) : undefined;
}
