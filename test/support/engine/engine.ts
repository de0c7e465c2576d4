import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { dockerProgram, requireEngine } from './available';
import { type Run, runner } from './run';

/** A container engine of its own, which touches neither the machine's engine nor its network. */
export interface Engine {
  /** The socket's path. */
  readonly socket: string;
  /** For `DOCKER_HOST`. */
  readonly host: string;
  /** Runs Docker's command line against this engine; returns what it printed. */
  docker(...args: readonly string[]): Promise<string>;
  /** The program, with arguments, that runs others in the engine's network. */
  readonly inside: readonly string[];
  /** Runs a program that sees this engine, and its containers' published ports. */
  readonly run: Run;
  /** Removes the engine with all its containers and images. */
  close(): Promise<void>;
}

export interface EngineOptions {
  /**
   * `host`: containers are run with `--network host`, or without a network. `own`: the engine has a network namespace with
   * bridges and published ports, which are reached by `run` only.
   * @default 'host'
   */
  readonly network?: 'host' | 'own';
  /** Folder for its images, kept when it is closed, so that another engine goes on with them; default: one of its own. */
  readonly data?: string;
}

const noNetwork = ['--bridge=none', '--iptables=false', '--ip6tables=false', '--ip-forward=false', '--ip-masq=false'];

/**
 * Starts an engine with a socket and a data folder in a temporary folder, in a mount namespace of its own.
 * @throws Error when this machine cannot run one, or when it does not answer within half a minute
 */
export async function startEngine({ network = 'host', data }: EngineOptions = {}): Promise<Engine> {
  requireEngine();
  const folder = mkdtempSync(join(tmpdir(), 'engine-'));
  const socket = join(folder, 'docker.sock');
  const host = `unix://${socket}`;
  const own = network === 'own';
  const places = ['--data-root', data ?? join(folder, 'data'), '--exec-root', join(folder, 'exec')];
  const daemon = ['dockerd', ...places, '-p', join(folder, 'pid'), '-H', host, ...(own ? [] : noNetwork)];
  // The loopback address of a new network namespace is down.
  const start = own ? ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...daemon] : daemon;
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', 'unshare', '--mount', ...(own ? ['--net'] : []), ...start], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-4000);
  });
  let running = true;
  const ended = new Promise<void>((done) => child.once('close', () => done())).finally(() => {
    running = false;
  });

  const inside = own ? ['nsenter', '-t', String(child.pid), '-n'] : [];
  const run = runner({ DOCKER_HOST: host }, inside);
  const docker = (...args: readonly string[]): Promise<string> => run(dockerProgram, args);
  const close = async (): Promise<void> => {
    const ids = await docker('ps', '-aq').catch(() => '');
    if (ids !== '') await docker('rm', '-f', ...ids.split(/\s+/)).catch(() => {});
    child.kill();
    await Promise.race([ended, setTimeout(20_000, undefined, { ref: false })]);
    if (running) child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };

  for (const end = Date.now() + 30_000; running && Date.now() < end; await setTimeout(100)) {
    const answered = await docker('info', '--format', '{{.ServerVersion}}').catch(() => '');
    if (/^\d/.test(answered)) return { socket, host, docker, inside, run, close };
  }
  await close();
  throw new Error(`dockerd did not start:\n${log}`);
}

/** The main process of a container, as the machine sees it. */
export async function pidOf(engine: Engine, container: string): Promise<number> {
  return Number(await engine.docker('inspect', '--format', '{{.State.Pid}}', container));
}

/** Bytes of memory that the main process of a container holds now. */
export async function residentBytes(engine: Engine, container: string): Promise<number> {
  const status = readFileSync(`/proc/${await pidOf(engine, container)}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}
