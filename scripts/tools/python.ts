import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../console/failure';
import { isDiskFull } from './disk';
import { fullDisk } from './errors';
import { lockFile, withLock } from './lock';
import { type LogFile, tailOf } from './log-file';
import { root, stateFolder } from './paths';
import { run } from './run';

/** A set of Python packages with a virtual environment of its own: `config/python/{name}.txt` has versions and hashes. */
export type PythonTools = 'ministack' | 'ministack-tasks' | 'test-tools' | 'schemathesis';

/** Where the files with the versions are, and where the virtual environments go. */
export interface PythonPlaces {
  readonly config: string;
  readonly state: string;
}

const usualPlaces: PythonPlaces = { config: join(root, 'config/python'), state: stateFolder };

/**
 * Makes the virtual environment, unless it is there and as the file says.
 * @returns the folder of its programs
 * @throws Failure saying what to install
 */
export function ensurePythonTools(name: PythonTools, log: LogFile, places = usualPlaces): Promise<string> {
  return withLock(lockFile(`python-${name}`, places.state), () => ensureAlone(name, log, places));
}

async function ensureAlone(name: PythonTools, log: LogFile, places: PythonPlaces): Promise<string> {
  const requirements = join(places.config, `${name}.txt`);
  const folder = join(places.state, 'python', name);
  const stamp = join(folder, 'installed');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const programs = join(folder, 'bin');
  const python = join(programs, 'python');
  // A virtual environment breaks when its Python is upgraded or removed: then it does not start.
  const there = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (there && (await run({ command: python, args: ['-c', ''] })).status === 0) return programs;

  const base = await findPython();
  const args = [venvProgram, base, folder, requirements];
  const { status, output } = await run({ command: process.execPath, args }, log);
  if (status === 0) return programs;
  const paragraph = status === venvFailed ? brokenVenv : noPackages(name);
  throw new Failure(fullDisk(isDiskFull(log.path) ? 'ENOSPC' : output) ?? paragraph, { output: tailOf(log.path) });
}

/** Makes the virtual environment: a program of its own, because make runs it beside npm on a fresh checkout, too. */
const venvProgram = join(root, 'scripts/packages/venv.cjs');
const venvFailed = 3;

function noPackages(name: PythonTools): string {
  return `The Python packages of ${name} could not be installed. Can this machine reach the Python package index? (Set HTTPS_PROXY or PIP_INDEX_URL to use another way.)`;
}

const noVenv =
  'Python is installed without its module venv, in which the emulator is installed. On Debian and Ubuntu: ' +
  'sudo apt-get install python3-venv; elsewhere install Python from https://www.python.org. ' +
  'Or use an emulator of your own with AWS_ENDPOINT_URL, or LocalStack in Docker with EMULATOR=localstack.';

const brokenVenv =
  'Python could not make a virtual environment for the emulator. See its message below. ' +
  'Or set AWS_ENDPOINT_URL to your own emulator, or use LocalStack in Docker with EMULATOR=localstack.';

/** The emulator needs 3.10. */
const usable = 'import sys; sys.exit(0 if sys.version_info >= (3, 10) else 3)';

async function findPython(): Promise<string> {
  const seen: number[] = [];
  for (const command of ['python3', 'python']) {
    const { status } = await run({ command, args: ['-c', usable] });
    seen.push(status);
    if (status !== 0) continue;
    if ((await run({ command, args: ['-c', 'import venv, ensurepip'] })).status !== 0) throw new Failure(noVenv);
    return command;
  }
  throw new Failure(
    `${seen.includes(3) ? 'Python is older than 3.10' : 'Python was not found'}: the emulator needs Python 3.10 or newer, with venv. ` +
      'On Debian and Ubuntu: sudo apt-get install python3 python3-venv; elsewhere see https://www.python.org. ' +
      'Or use an emulator of your own with AWS_ENDPOINT_URL, or LocalStack in Docker with EMULATOR=localstack.',
  );
}
