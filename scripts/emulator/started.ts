import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readJson, writeJson } from '../tools/json-file';
import { root, stateFolder } from '../tools/paths';
import { runningProcesses } from '../tools/processes';

/** An emulator that `make` has started, and how to find it again. */
export type Started =
  | { readonly kind: 'ministack'; readonly endpoint: string; readonly pid: number }
  | { readonly kind: 'localstack'; readonly endpoint: string; readonly container: string }
  /** The gate before an emulator: the endpoint behind it, and what tells its rules from others. */
  | {
      readonly kind: 'gate';
      readonly endpoint: string;
      readonly pid: number;
      readonly target: string;
      readonly version: string;
    };

/** Runs the gate before an emulator; its last word is the gate's folder. */
export const gateProgram = join(root, 'scripts/gate/main.ts');

const usualBase = join(stateFolder, 'emulators');

/** Names the folder of an emulator's log, data and pid file by its port, which two cannot share. */
export function emulatorFolder(port: number, base = usualBase): string {
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

/** Makes the words on an emulator's command line that identify it when its files are gone; Python ignores them. */
export function mark(folder: string): readonly string[] {
  return ['-X', `ec2control=${folder}`];
}

/** Finds a running emulator of this folder whose files are gone: somebody has removed `.local`. */
export function lost(folder: string): Started | undefined {
  if (remembered(folder) !== undefined) return undefined;
  const words = `${mark(folder).join(' ')} -m ministack`;
  const found = runningProcesses().find(({ command }) => command.endsWith(words));
  if (found === undefined) return lostGate(folder);
  return { kind: 'ministack', endpoint: `http://127.0.0.1:${basename(folder)}`, pid: found.pid };
}

function lostGate(folder: string): Started | undefined {
  const found = runningProcesses().find(
    ({ command }) => command.includes(gateProgram) && command.endsWith(` ${folder}`),
  );
  if (found === undefined) return undefined;
  const endpoint = `http://127.0.0.1:${basename(folder)}`;
  return { kind: 'gate', endpoint, pid: found.pid, target: '', version: '' };
}

/** Lists the folders of all emulators that were started from here, also those that are gone. */
export function emulatorFolders(base = usualBase): readonly string[] {
  const noted = existsSync(base) ? readdirSync(base).map((name) => join(base, name)) : [];
  const marked = runningProcesses().flatMap(({ command }) => {
    const gate = command.includes(gateProgram) ? / https?:\/\/\S+ [\w-]+ (\/.+)$/.exec(command)?.[1] : undefined;
    const folder = / -X ec2control=(.+) -m ministack$/.exec(command)?.[1] ?? gate;
    return folder !== undefined && dirname(folder) === base ? [folder] : [];
  });
  return [...new Set([...noted, ...marked])];
}
