import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from './engine';

/** A way out of the network of an engine that has one of its own. */
export interface Outside {
  /** For `HTTPS_PROXY` of what runs in containers there. */
  readonly proxy: string;
  close(): Promise<void>;
}

/** Inside: hands what arrives at the bridge's address on to a socket, which both sides see. */
const relay = `const { connect, createServer } = require('node:net');
createServer((client) => {
  const server = connect(process.argv[1]);
  client.pipe(server).pipe(client);
  for (const socket of [client, server]) socket.on('error', () => { client.destroy(); server.destroy(); });
}).listen(3128, '0.0.0.0', () => console.log('ready'));`;

/** Lets builds in the engine's network reach package registries, through a proxy that knows CONNECT alone. */
export async function openOutside(engine: Engine): Promise<Outside> {
  const folder = mkdtempSync(join(tmpdir(), 'outside-'));
  const socket = join(folder, 'proxy.sock');
  const proxy = createServer((_, response) => response.writeHead(405).end());
  proxy.on('connect', ({ url = '' }, client) => {
    const { hostname, port } = new URL(`https://${url}`);
    const server = connect(Number(port || 443), hostname, () => {
      client.write('HTTP/1.1 200 Connected\r\n\r\n');
      client.pipe(server).pipe(client);
    });
    for (const end of [client, server]) end.on('error', () => void [client.destroy(), server.destroy()]);
  });
  await new Promise<void>((done) => proxy.listen(socket, done));
  const [command = '', ...args] = [...engine.inside, process.execPath, '-e', relay, socket];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.once('close', done));
  await Promise.race([new Promise((done) => child.stdout.once('data', done)), ended]);
  return {
    proxy: 'http://172.17.0.1:3128',
    close: async () => {
      child.kill();
      await ended;
      proxy.closeAllConnections();
      await new Promise((done) => proxy.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
