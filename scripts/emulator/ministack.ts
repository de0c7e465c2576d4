import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { defined } from '../../contract/defined';
import { Failure } from '../console/failure';
import { emulatorEndpoint } from '../settings/endpoint';
import type { Variables } from '../settings/env-file';
import { fullDisk } from '../tools/errors';
import { tailOf } from '../tools/log-file';
import { probe } from './probe';
import { mark, remember } from './started';

export interface MiniStackOptions {
  /** The folder of the virtual environment's programs. */
  readonly programs: string;
  /** Takes its log, its data and what is needed to stop it. */
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  /** For `DOCKER_HOST`: it then runs the tasks of Amazon ECS. @default - tasks are records */
  readonly engine?: string;
}

const patienceMs = 60_000;

/**
 * Starts MiniStack in the background, and waits until it answers.
 * @throws Failure with the end of its log
 */
export async function startMiniStack(options: MiniStackOptions): Promise<void> {
  const { folder, host, port } = options;
  const endpoint = emulatorEndpoint(host, port);
  mkdirSync(join(folder, 'tmp'), { recursive: true });
  const log = join(folder, 'emulator.log');
  const output = openSync(log, 'w');
  // A group of its own, so that it outlives this program, and is stopped with the workers that it has started.
  const child = spawn(join(options.programs, 'python'), [...mark(folder), '-m', 'ministack'], {
    cwd: folder,
    detached: true,
    env: { ...environment(options, process.env) },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const { pid } = child;
  if (pid === undefined) throw new Failure(`MiniStack could not be started from ${options.programs}.`);
  remember(folder, { kind: 'ministack', endpoint, pid });
  child.unref();

  for (const deadline = Date.now() + patienceMs; Date.now() < deadline && child.exitCode === null; ) {
    if ((await probe(endpoint)).kind === 'emulator') return;
    await setTimeout(100);
  }
  const said = tailOf(log);
  throw new Failure(fullDisk(said.tail) ?? `MiniStack did not start at ${endpoint}.`, { output: said });
}

/**
 * Makes the emulator's environment, which it passes on to the functions that it runs: it gets none of the Makefile's
 * variables, which would be taken for the function's, and none of the user's AWS settings.
 */
function environment({ folder, host, port, engine }: MiniStackOptions, from: Variables): Variables {
  const kept = Object.entries(from).filter(([name]) => /^(HOME|USER|LANG|LC_.*|MINISTACK_.*|SFN_.*)$/.test(name));
  const data = join(folder, 'tmp');
  return {
    ...Object.fromEntries(kept),
    // Functions run on the Node.js that runs this program.
    PATH: [dirname(process.execPath), from.PATH].join(delimiter),
    ...defined({ DOCKER_HOST: engine }),
    BIND_HOST: host,
    GATEWAY_PORT: String(port),
    AWS_ENDPOINT_URL: emulatorEndpoint(host, port),
    TMPDIR: data,
    STATE_DIR: join(data, 'state'),
    S3_DATA_DIR: join(data, 's3'),
    PYTHONUNBUFFERED: '1',
    // Else the SDK's advice about old versions of Node.js stands in the log of every function: AWS Lambda's is new.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}
