import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shown, stateFolder } from './paths';

/** A file that takes the chatter of tools. */
export interface LogFile {
  readonly path: string;
  append(text: string | Uint8Array): void;
}

/** Begins a log anew: `.local/logs/{name}.log`. */
export function openLog(name: string, folder = join(stateFolder, 'logs')): LogFile {
  const path = join(folder, `${name}.log`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  return { path, append: (text) => append(path, text) };
}

/** Appends to a log. One that cannot be written, on a full disk, must not hide the tool's own message. */
function append(path: string, text: string | Uint8Array): void {
  try {
    appendFileSync(path, text);
  } catch {
    // The tool goes on, and says what it cannot do.
  }
}

/** Reads the end of a log, for a Failure. */
export function tailOf(path: string, lines = 20): { readonly file: string; readonly tail: string } {
  return { file: shown(path), tail: readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') };
}
