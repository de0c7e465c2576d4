import { writeSync } from 'node:fs';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { LoadTimes } from '../load';

/**
 * Asks for one path on many connections, on each as soon as the answer before has come. Sockets, not a client of HTTP: what the
 * load costs must not be what is measured. Arguments: port, path, connections, milliseconds. Reports on file descriptor 3.
 */
const [port = 0, , connections = 0, duration = 0] = process.argv.slice(2).map(Number);
const [, path = ''] = process.argv.slice(2);
const request = Buffer.from(`GET ${path} HTTP/1.1\r\nhost: localhost:${port}\r\n\r\n`);

/** Asks on one connection until the time is up; returns the milliseconds of each answer. */
function ask(end: number): Promise<readonly number[]> {
  return new Promise((resolve, reject) => {
    const times: number[] = [];
    const socket = connect(port, '127.0.0.1');
    let received = '';
    let sent = 0;
    const next = (): void => {
      sent = performance.now();
      socket.write(request);
    };
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.once('connect', next).once('error', reject);
    socket.on('data', (part) => {
      received += part;
      const head = received.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(received.slice(0, head + 2))?.[1]);
      if (received.length < head + 4 + length) return;
      if (!received.startsWith('HTTP/1.1 200 ')) reject(new Error(received));
      const now = performance.now();
      times.push(now - sent);
      received = '';
      if (now < end) next();
      else socket.end(() => resolve(times));
    });
  });
}

async function main(): Promise<void> {
  const began = performance.now();
  const all = await Promise.all(Array.from({ length: connections }, () => ask(began + duration)));
  const times: LoadTimes = { seconds: (performance.now() - began) / 1000, milliseconds: all.flat() };
  writeSync(3, JSON.stringify(times));
}

void main();
