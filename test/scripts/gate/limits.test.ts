import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { freePort } from '../../support/deployment/deployed';
import { type Served, serve } from '../support/server';

const base = '/restapis/ec2control/prod/_user_request_';
const large = 'a'.repeat(16 * 2 ** 20);

let reached: string[] = [];
let emulator: Served;
let gate: ChildProcess;
let port: number;

beforeAll(async () => {
  emulator = await serve((request, response) => {
    const { url = '' } = request;
    if (url.startsWith('/restapis/ec2control/stages/')) return void response.end('{}');
    reached.push(url);
    response.end(url.endsWith('/large') ? large : '{"ok":true}');
  });
  port = await freePort();
  const program = resolve(__dirname, '../../support/gate/quick.ts');
  gate = spawn(process.execPath, ['--import', 'tsx', program, String(port), emulator.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((done) => gate.stdout?.once('data', done));
});

beforeEach(() => {
  reached = [];
});

afterAll(async () => {
  const closed = new Promise((done) => gate.once('close', done));
  gate.kill();
  await closed;
  await emulator.close();
});

/** Sends a byte now and then, or nothing more. @returns what came until the gate closed the connection */
function trickle(text: string, rest: string | undefined): Promise<string> {
  return new Promise((done) => {
    let got = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    const bytes = [...(rest ?? '')];
    const timer = setInterval(() => rest !== undefined && socket.write(bytes.shift() ?? 'x'), 100);
    socket.on('data', (chunk) => {
      got += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(timer);
      done(got);
    });
  });
}

test.each([
  ['its headers', `GET ${base}/a HTTP/1.1\r\nHost: x\r\nX: `, 'aaaaaaaaaaaaaaaaaaaa'],
  ['its body', `POST ${base}/a HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n`, ''],
  ['the chunks of its body', `POST ${base}/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`, '1'],
  ['nothing', '', undefined],
])(
  'a client that sends %s too slowly is cut off, reaches nothing, and keeps nobody waiting',
  async (_what, text, rest) => {
    const slow = Array.from({ length: 20 }, () => trickle(text, rest));

    const answer = await fetch(`http://127.0.0.1:${port}${base}/quick`);
    const got = await Promise.all(slow);

    expect(answer.status).toBe(200);
    expect(reached).toEqual([`${base}/quick`]);
    for (const text of got) expect(text).toMatch(/^(HTTP\/1\.1 40[08]|$)/);
  },
);

test('a client that does not read its answer is cut off', async () => {
  const closed = await new Promise<boolean>((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.pause();
      socket.write(`GET ${base}/large HTTP/1.1\r\nHost: x\r\n\r\n`);
    });
    socket.on('error', () => {});
    // A paused socket learns of the end when it reads on.
    setTimeout(() => {
      let bytes = 0;
      socket.on('data', (chunk) => (bytes += chunk.length));
      socket.on('close', () => done(bytes < large.length));
      socket.resume();
    }, 2_500);
  });

  expect(closed).toBe(true);
});
