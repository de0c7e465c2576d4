import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { workshop } from './workshop';

const run = promisify(execFile);

/** The version that the comparison is made with. */
export const boto3Version = '1.44.5';

/**
 * Makes a virtual environment with boto3, once, and compiles it to bytecode, as a deployed layer should be.
 * @returns the path of its interpreter
 */
export async function python(): Promise<string> {
  const home = join(workshop, `boto3-${boto3Version}`);
  const interpreter = join(home, 'bin', 'python');
  if (existsSync(interpreter) && (await works(interpreter))) return interpreter;
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

/** Finds the path of the handler, in a folder where Python may put its bytecode. */
export function pythonHandler(): string {
  const source = 'bench/handlers/boto3_handler.py';
  const copy = join(workshop, basename(source));
  mkdirSync(workshop, { recursive: true });
  copyFileSync(source, copy);
  return copy;
}
