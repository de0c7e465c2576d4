import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Failure } from '../console/failure';
import { codeOf } from './errors';
import { stateFolder } from './paths';
import { commandLine } from './process';

export interface LockOptions {
  /** Called where another program has the lock; it waits for it. @default - it waits in silence */
  readonly waiting?: (wait: () => Promise<void>) => Promise<void>;
  /** Milliseconds for which it waits. @default 30 minutes */
  readonly patienceMs?: number;
  /** Waits a while before the next look. */
  readonly pause?: () => Promise<unknown>;
  /** Milliseconds. */
  readonly now?: () => number;
}

interface Holder {
  readonly pid: number;
  /** After a restart of the machine, another program may have the number. */
  readonly command: string;
}

/** Names the file of a lock by its purpose. */
export function lockFile(name: string, state = stateFolder): string {
  return join(state, 'locks', name);
}

/**
 * Runs work that only one program at a time may do, after every other has finished. A killed program holds nothing.
 * @throws Failure when the other one does not end
 * @see docs/decisions/0024
 */
export async function withLock<T>(path: string, work: () => Promise<T>, options: LockOptions = {}): Promise<T> {
  const { waiting = (wait) => wait(), patienceMs = 1_800_000, now = Date.now } = options;
  const { pause = () => setTimeout(200) } = options;
  mkdirSync(dirname(path), { recursive: true });
  if (!take(path)) {
    await waiting(async () => {
      for (const deadline = now() + patienceMs; !take(path); await pause()) {
        if (now() > deadline) throw new Failure(tooLong(path));
      }
    });
  }
  const release = (): void => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

/** Takes the lock, whose file appears with its holder in it or not at all. */
function take(path: string): boolean {
  const draft = `${path}.${process.pid}`;
  const holder: Holder = { pid: process.pid, command: commandLine(process.pid) };
  writeFileSync(draft, JSON.stringify(holder));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    breakStale(path);
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Takes a lock away from a program that is no more; the first program that asks then gets it. */
function breakStale(path: string): void {
  const text = textOf(path);
  if (text === undefined || isHeld(text)) return;
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
    // Somebody else may have been quicker, and have the lock by now: then it goes back.
    if (textOf(aside) !== text) linkSync(aside, path);
  } catch {
    // It is gone already, or taken again.
  } finally {
    rmSync(aside, { force: true });
  }
}

function isHeld(text: string): boolean {
  const holder = holderIn(text);
  return holder !== undefined && holder.command !== '' && commandLine(holder.pid) === holder.command;
}

function holderIn(text: string): Holder | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function tooLong(path: string): string {
  const pid = holderIn(textOf(path) ?? '')?.pid;
  return (
    `Another make${pid === undefined ? '' : ` (process ${pid})`} has been at the same work for too long. ` +
    'See what it does, or stop it, and run make again.'
  );
}
