import { setTimeout } from 'node:timers/promises';
import { Failure } from '../console/failure';
import { commandLine } from '../tools/process';
import { run } from '../tools/run';
import { forget, gateProgram, lost, remembered, type Started } from './started';

/**
 * Stops the emulator that was started in the folder, with all that it has started, and removes its data.
 * @returns what was stopped; undefined when it did not run any more
 */
export async function stopEmulator(folder: string): Promise<Started | undefined> {
  const started = remembered(folder) ?? lost(folder);
  const ran = started !== undefined && (await stop(started));
  forget(folder);
  return ran ? started : undefined;
}

async function stop(started: Started): Promise<boolean> {
  if (started.kind === 'ministack') return stopProcess(started.pid, isMiniStack);
  if (started.kind === 'gate') return stopProcess(started.pid, isGate);
  const { status, output } = await run({ command: 'docker', args: ['rm', '--force', started.container] });
  if (status !== 0 && !/no such container/i.test(output)) {
    throw new Failure(`The container ${started.container} could not be removed: ${output.trim()}`);
  }
  return status === 0;
}

async function stopProcess(pid: number, isOurs: (pid: number) => boolean): Promise<boolean> {
  if (!isOurs(pid)) return false;
  const ended = async (): Promise<void> => {
    for (const deadline = Date.now() + 5_000; Date.now() < deadline && isOurs(pid); ) await setTimeout(50);
  };
  signal(pid, 'SIGTERM');
  await ended();
  // Its workers, and itself if it hangs. Its port is free only when it has ended.
  signal(pid, 'SIGKILL');
  await ended();
  return true;
}

/** Signals the whole group: the process and the workers that it has started. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // Nobody is left in the group.
  }
}

/** Checks whether the process is still ours: after a restart of the machine another one may have its number. */
export function isMiniStack(pid: number): boolean {
  return / -m ministack$/.test(commandLine(pid));
}

function isGate(pid: number): boolean {
  return commandLine(pid).includes(gateProgram);
}
