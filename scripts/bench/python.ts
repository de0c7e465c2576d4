import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The version that the comparison is made with. */
export const boto3Version = '1.44.5';

/**
 * Makes a virtual environment with boto3, once, and compiles it to bytecode, as a deployed layer should be.
 * @returns the path of its interpreter
 */
export async function python(): Promise<string> {
  const home = resolve('.local/bench', `boto3-${boto3Version}`);
  const interpreter = join(home, 'bin', 'python');
  const done = join(home, 'lib');
  if (existsSync(interpreter) && existsSync(done) && (await works(interpreter))) return interpreter;
  await run('python3', ['-m', 'venv', '--clear', home]);
  await run(interpreter, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `boto3==${boto3Version}`]);
  return interpreter;
}

async function works(interpreter: string): Promise<boolean> {
  try {
    const { stdout } = await run(interpreter, ['-c', 'import boto3; print(boto3.__version__)']);
    return stdout.trim() === boto3Version;
  } catch {
    return false;
  }
}
