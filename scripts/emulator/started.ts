import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson } from '../tools/json-file';
import { stateFolder } from '../tools/paths';

/** An emulator that `make` has started, and how to find it again. */
export type Started =
  | { readonly kind: 'ministack'; readonly endpoint: string; readonly pid: number }
  | { readonly kind: 'localstack'; readonly endpoint: string; readonly container: string };

/** The folder of an emulator's log, data and pid file; by port, since a port is what two cannot share. */
export function emulatorFolder(port: number, base = join(stateFolder, 'emulators')): string {
  return join(base, String(port));
}

export function remember(folder: string, started: Started): void {
  writeJson(join(folder, 'started.json'), started);
}

export function remembered(folder: string): Started | undefined {
  return readJson(join(folder, 'started.json'));
}

/** Forgets the emulator, and its data with it. */
export function forget(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** The folders of all emulators that were started from here. */
export function emulatorFolders(base = join(stateFolder, 'emulators')): readonly string[] {
  return existsSync(base) ? readdirSync(base).map((name) => join(base, name)) : [];
}
