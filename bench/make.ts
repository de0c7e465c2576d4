import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { cloneTo } from './clone';
import { freePort } from './free-port';
import { workshop } from './workshop';

const run = promisify(execFile);

/** Milliseconds of `make` on an emulator of its own, packages installed. */
export interface MakeTimes {
  readonly first: number;
  /** The same again, nothing changed. */
  readonly second: number;
}

/**
 * Times `make` and a second `make` in a copy of the repository, and removes both copy and emulator.
 * @returns undefined when `make` does not work here; why stands in the output
 */
export async function measureMake(): Promise<MakeTimes | undefined> {
  const directory = join(workshop, 'clone');
  const port = await freePort();
  const make = async (...targets: readonly string[]): Promise<number> => {
    const started = performance.now();
    const settings = [
      `EMULATOR_PORT=${port}`,
      'TARGET=local',
      'EMULATOR=ministack',
      'PROFILE=lab',
      'AWS_ENDPOINT_URL=',
    ];
    await run('make', [...targets, ...settings], { cwd: directory, maxBuffer: 16 * 2 ** 20 });
    return performance.now() - started;
  };
  try {
    // It asks git for the files, which is perhaps not there.
    cloneTo(directory);
    return { first: await make(), second: await make() };
  } catch (error) {
    console.error(`make was not measured: ${error instanceof Error ? error.message : error}`);
    return undefined;
  } finally {
    await make('down').catch(() => undefined);
    rmSync(directory, { recursive: true, force: true });
  }
}
