import { spawn } from 'node:child_process';
import { Failure } from '../console/failure';
import type { Variables } from '../settings/env-file';
import { type LogFile, tailOf } from './log-file';

export interface Tool {
  readonly command: string;
  readonly args: readonly string[];
  /** @default - the environment of this process */
  readonly env?: Variables;
  /** @default - the folder of this process */
  readonly cwd?: string;
}

export interface Ended {
  /** -1 where the program could not be started. */
  readonly status: number;
  /** What it wrote to standard output and standard error. */
  readonly output: string;
}

/** Runs a tool to its end, without input. Its output goes to the log. */
export async function run(tool: Tool, log?: LogFile): Promise<Ended> {
  log?.append(`$ ${[tool.command, ...tool.args].join(' ')}\n`);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const child = spawn(tool.command, tool.args, {
      env: { ...(tool.env ?? process.env) },
      ...(tool.cwd === undefined ? {} : { cwd: tool.cwd }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // It does not outlive this program.
    const stop = (): boolean => child.kill();
    process.once('exit', stop);
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      log?.append(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', (error) => {
      process.removeListener('exit', stop);
      log?.append(`${error.message}\n`);
      resolve({ status: -1, output: error.message });
    });
    child.once('close', (code) => {
      process.removeListener('exit', stop);
      resolve({ status: code ?? 1, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/**
 * Runs a tool that must succeed.
 * @throws Failure with the paragraph and the log's tail
 */
export async function mustRun(tool: Tool, log: LogFile, paragraph: string): Promise<string> {
  const { status, output } = await run(tool, log);
  if (status !== 0) throw new Failure(paragraph, { output: tailOf(log.path) });
  return output;
}
