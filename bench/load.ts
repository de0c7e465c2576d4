import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { buildServer, serverPaths } from '../scripts/build/server';
import { functionEnvironment, runChild } from './child';
import { freePort } from './free-port';
import { lambdaNode } from './lambda-node';
import { median, quantile } from './statistics';
import { bundleFor } from './workshop';

/** What the load on one subject came to. */
export interface LoadTimes {
  readonly seconds: number;
  /** Of each answer. */
  readonly milliseconds: readonly number[];
}

/** Medians of the rounds of one run. */
export interface LoadResult {
  readonly name: string;
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** MB that the process held at most, whatever it was asked for. */
  readonly memory: number;
}

export const loadConnections = 50;
export const loadRounds = 3;
const roundTime = 3_000;

/** Reads the options that the image gives to Node.js. */
function imageOptions(): string {
  return /NODE_OPTIONS=(\S+)/.exec(readFileSync('container/Dockerfile', 'utf8'))?.[1] ?? '';
}

/**
 * Measures the server of the container and a bare `node:http`, each a process of its own, under the same load in turn.
 */
export async function measureLoad(ec2Url: string, instanceId: string): Promise<readonly LoadResult[]> {
  await buildServer();
  const client = await bundleFor('bench/probes/load.ts', 'probe-load');
  const bareFile = await bundleFor('bench/probes/bare-server.ts', 'bare-server');
  const [barePort, port] = [await freePort(), await freePort()];
  const node = (await lambdaNode()) ?? process.execPath;
  const environment = { PORT: String(port), HOST: '127.0.0.1', INSTANCE_ID: instanceId, NODE_OPTIONS: imageOptions() };
  const bare = spawn(node, [bareFile, String(barePort)], { stdio: 'ignore' });
  const server = spawn(node, [resolve(serverPaths.asset, 'index.js')], {
    env: functionEnvironment(ec2Url, environment),
    stdio: 'ignore',
  });
  const subjects = [
    { name: 'bare node:http', port: barePort, path: '/tocos/Sam', of: bare },
    { name: 'server, `/tocos/Sam`', port, path: '/tocos/Sam', of: server },
    { name: 'server, `/status`: one call of EC2', port, path: '/status', of: server },
  ];
  try {
    await Promise.all([listening(barePort), listening(port)]);
    const rounds: readonly LoadTimes[][] = subjects.map(() => []);
    // The first round of each is not counted: V8 must have compiled what is used often.
    for (let round = -1; round < loadRounds; round += 1) {
      for (const [index, { port: to, path }] of subjects.entries()) {
        const load = [process.execPath, client, String(to), path, String(loadConnections), String(roundTime)] as const;
        const times = await runChild<LoadTimes>(load, { PATH: process.env.PATH });
        if (round >= 0) rounds[index]?.push(times);
      }
    }
    return subjects.map(({ name, of }, index) => summary(name, rounds[index] ?? [], peakMegabytes(of)));
  } finally {
    bare.kill();
    server.kill();
  }
}

function summary(name: string, rounds: readonly LoadTimes[], memory: number): LoadResult {
  const of = (share: number) => median(rounds.map(({ milliseconds }) => quantile(milliseconds, share)));
  const perSecond = rounds.map(({ seconds, milliseconds }) => milliseconds.length / seconds);
  return { name, requestsPerSecond: median(perSecond), p50: of(0.5), p99: of(0.99), memory };
}

/** Reads the peak memory of a process. */
function peakMegabytes({ pid }: ChildProcess): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

async function listening(port: number): Promise<void> {
  for (let look = 0; look < 100; look += 1) {
    const open = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => done(true)).once('error', () => done(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await setTimeout(100);
  }
  throw new Error(`nobody listens at port ${port}`);
}
