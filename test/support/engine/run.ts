import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { defined } from '../../../contract/defined';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** For standard input. */
  readonly input?: Buffer | string;
}

/**
 * Runs a program to its end; returns its standard output, trimmed.
 * @throws Error with what it printed, when it fails
 */
export type Run = (program: string, args: readonly string[], options?: RunOptions) => Promise<string>;

/**
 * @param variables - added to the environment of each program
 * @param prefix - a program, with arguments, that runs the others
 */
export function runner(variables: Readonly<Record<string, string>>, prefix: readonly string[] = []): Run {
  return async (program, args, { cwd, env, input } = {}) => {
    const [command = '', ...rest] = [...prefix, program, ...args];
    const child = spawn(command, rest, {
      ...defined({ cwd }),
      env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin`, ...variables, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    // A program that ends early closes its input.
    child.stdin.once('error', () => {}).end(input);
    const [output, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    if (status !== 0)
      throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${output}\n${errors}`.slice(-8000));
    return output.trim();
  };
}
