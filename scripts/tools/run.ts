import { type ChildProcess, spawn } from 'node:child_process';
import { defined } from '../../contract/defined';
import { Failure } from '../console/failure';
import type { Variables } from '../settings/env-file';
import { isDiskFull } from './disk';
import { fullDisk } from './errors';
import { type LogFile, tailOf } from './log-file';

export interface Tool {
  readonly command: string;
  readonly args: readonly string[];
  /** @default - the environment of this process */
  readonly env?: Variables;
  /** @default - the folder of this process */
  readonly cwd?: string;
  /** For its standard input, such as a password, which must not stand on a command line. @default - it has none */
  readonly input?: string;
}

export interface Ended {
  /** -1 where the program could not be started. */
  readonly status: number;
  /** What it wrote to standard output and standard error. */
  readonly output: string;
}

/** The tools that run now. */
const tools = new Set<ChildProcess>();
let stopping = false;

/** Runs a tool to its end. Its output goes to the log. */
export async function run(tool: Tool, log?: LogFile): Promise<Ended> {
  log?.append(`$ ${[tool.command, ...tool.args].join(' ')}\n`);
  return new Promise((resolve) => {
    // Code that waits for a tool that was stopped, or would start one more, must not go on.
    if (stopping) return;
    const chunks: Buffer[] = [];
    const child = spawn(tool.command, tool.args, {
      env: { ...(tool.env ?? process.env) },
      ...defined({ cwd: tool.cwd }),
      stdio: [tool.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      // A group of its own: it is stopped with all that it has started, and Ctrl-C reaches it through this program alone.
      detached: true,
    });
    tools.add(child);
    // A tool that ends early closes its input.
    child.stdin?.once('error', () => undefined).end(tool.input);
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      log?.append(chunk);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    const end = (ended: Ended): void => {
      tools.delete(child);
      if (!stopping) resolve(ended);
    };
    child.once('error', (error) => {
      log?.append(`${error.message}\n`);
      end({ status: -1, output: error.message });
    });
    child.once('close', (code) => end({ status: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

/** Stops every tool, and waits until all have ended: what they work at is not free for others before. */
export async function stopTools(patienceMs = 5_000): Promise<void> {
  stopping = true;
  const ends = [...tools].map((child) => new Promise((done) => child.once('close', done)));
  signal('SIGTERM');
  const timer = setTimeout(() => signal('SIGKILL'), patienceMs);
  await Promise.all(ends);
  clearTimeout(timer);
}

// They do not outlive this program, however it ends.
process.once('exit', () => signal('SIGKILL'));

function signal(name: NodeJS.Signals): void {
  for (const { pid } of tools) {
    try {
      if (pid !== undefined) process.kill(-pid, name);
    } catch {
      // Nobody is left in the group.
    }
  }
}

/**
 * Runs a tool that must succeed.
 * @throws Failure with the paragraph and the log's tail
 */
export async function mustRun(tool: Tool, log: LogFile, paragraph: string): Promise<string> {
  const { status, output } = await run(tool, log);
  if (status !== 0) {
    // Not every tool says why it could not write.
    const full = fullDisk(isDiskFull(log.path) ? 'ENOSPC' : output);
    throw new Failure(full ?? paragraph, { output: tailOf(log.path) });
  }
  return output;
}
