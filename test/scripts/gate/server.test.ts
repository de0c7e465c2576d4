import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { resolve } from 'node:path';
import { freePort } from '../../support/deployment/deployed';

interface Reached {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What has reached the emulator, which answers everything, and has one API. */
let reached: Reached[] = [];
let emulator: Server;
let gate: ChildProcess;
let port: number;
let privatePort: number;

const listen = (at: number): Promise<void> => new Promise((done) => emulator.listen(at, '127.0.0.1', done));
const close = (): Promise<unknown> => {
  const closed = new Promise((done) => emulator.close(done));
  emulator.closeAllConnections();
  return closed;
};

beforeAll(async () => {
  emulator = createServer(async (request, response) => {
    const { url = '' } = request;
    // The gate asks which APIs there are.
    if (/^\/(restapis|v2\/apis)\/[^/]+\/stages\/[^/]+$/.test(url)) {
      response.writeHead(url === '/restapis/ec2control/stages/prod' ? 200 : 404).end('{}');
      return;
    }
    let body = '';
    for await (const chunk of request) body += chunk;
    reached.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    response.writeHead(200, { 'content-type': 'application/json', 'x-request-id': 'r' }).end('{"ok":true}');
  });
  await listen(0);
  privatePort = (emulator.address() as AddressInfo).port;
  port = await freePort();
  gate = startGate(port, privatePort);
  await answering(port);
});

/** The gate as make runs it. */
function startGate(at: number, target: number): ChildProcess {
  const main = resolve(__dirname, '../../../scripts/gate/main.ts');
  const args = ['--import', 'tsx', main, '127.0.0.1', String(at), `http://127.0.0.1:${target}`, 'us-east-1', '-'];
  return spawn(process.execPath, args, { stdio: 'inherit' });
}

async function answering(at: number): Promise<void> {
  while ((await raw(head('GET / HTTP/1.1'), 400, at)) === '') await new Promise((done) => setTimeout(done, 50));
}

async function ended(child: ChildProcess): Promise<void> {
  const closed = new Promise((done) => child.once('close', done));
  child.kill();
  await closed;
}

beforeEach(() => {
  reached = [];
});

afterAll(async () => {
  await ended(gate);
  await close();
});

/** Sends bytes as they are. @returns all that comes back until the gate closes, or is silent for a while */
function raw(text: string, silence = 400, at = port): Promise<string> {
  return new Promise((done) => {
    let got = '';
    const socket = connect(at, '127.0.0.1', () => socket.write(text));
    const finish = (): void => {
      socket.destroy();
      done(got);
    };
    socket.setTimeout(silence, finish);
    socket.on('data', (chunk) => {
      got += chunk.toString('latin1');
    });
    socket.on('close', () => done(got));
    socket.on('error', () => done(got));
  });
}

const base = '/restapis/ec2control/prod/_user_request_';
const head = (line: string, ...headers: readonly string[]): string =>
  `${[line, 'Host: localhost', ...headers].join('\r\n')}\r\n\r\n`;

test('a call of the API goes through as it is, and its answer comes back', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}${base}/start?tag=Env%3Ddev`, {
    method: 'POST',
    headers: { 'x-api-key': 'k', 'x-forwarded-host': 'evil.example' },
    body: '{"wait":5}',
  });

  expect([answer.status, answer.headers.get('x-request-id'), await answer.text()]).toEqual([200, 'r', '{"ok":true}']);
  expect(reached).toMatchObject([{ method: 'POST', url: `${base}/start?tag=Env%3Ddev`, body: '{"wait":5}' }]);
  expect(reached[0]?.headers).toMatchObject({ host: `127.0.0.1:${privatePort}`, 'x-api-key': 'k' });
  expect(reached[0]?.headers).not.toHaveProperty('x-forwarded-host');
});

test('everything else is a problem document that names the private port, the command for AWS tools included', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSLambda.CreateFunction' },
    body: 'Action=GetCallerIdentity',
  });

  expect([answer.status, answer.headers.get('content-type')]).toEqual([403, 'application/problem+json']);
  const line = `export AWS_ENDPOINT_URL=http://localhost:${privatePort}`;
  expect(await answer.json()).toMatchObject({ code: 'not_exposed', detail: expect.stringContaining(line) });
  expect(reached).toEqual([]);
});

test.each([
  ['an absolute form', head('GET http://127.0.0.1/2015-03-31/functions HTTP/1.1')],
  ['an absolute form of an allowed path', head(`GET http://evil.example${base}/status HTTP/1.1`)],
  ['dot segments', head(`GET ${base}/../../../../2015-03-31/functions HTTP/1.1`)],
  ['encoded dot segments', head(`GET ${base}/%2e%2e/%2e%2e/%2e%2e/%2e%2e/_ministack/health HTTP/1.1`)],
  ['an encoded slash', head(`GET ${base}/..%2f..%2f..%2f_ministack HTTP/1.1`)],
  ['a double slash', head(`GET /${base}/status HTTP/1.1`)],
  ['a backslash', head(`GET ${base}\\..\\..\\x HTTP/1.1`)],
  ['an asterisk', head('OPTIONS * HTTP/1.1')],
  ['a tunnel', head('CONNECT 127.0.0.1:4567 HTTP/1.1')],
  ['a host that routes to another API', head('GET /x HTTP/1.1', 'X-Forwarded-Host: abc.execute-api.localhost')],
  ['an API that is not deployed', head('GET /restapis/other/prod/_user_request_/x HTTP/1.1')],
  ['a stage that is not there', head('GET /restapis/ec2control/dev/_user_request_/x HTTP/1.1')],
  ["the management of an API's stages", head('DELETE /restapis/ec2control/stages/_user_request_ HTTP/1.1')],
  [
    "the management of an API's methods",
    head('PUT /restapis/ec2control/resources/_user_request_/methods/GET HTTP/1.1', 'Content-Length: 0'),
  ],
  ['a header with the real path', head('GET / HTTP/1.1', `X-Original-URL: ${base}/status`)],
  ['an upgrade', head('GET / HTTP/1.1', 'Connection: Upgrade', 'Upgrade: websocket')],
  ['HTTP/2 by prior knowledge', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['both lengths', `${head(`POST ${base}/x HTTP/1.1`, 'Content-Length: 5', 'Transfer-Encoding: chunked')}0\r\n\r\n`],
  ['two lengths', `${head(`POST ${base}/x HTTP/1.1`, 'Content-Length: 1', 'Content-Length: 2')}ab`],
  ['a strange coding', `${head(`POST ${base}/x HTTP/1.1`, 'Transfer-Encoding: xchunked')}0\r\n\r\n`],
  ['a bare line feed', `GET ${base}/x HTTP/1.1\nHost: a\n\n`],
  ['a blank before the colon', head(`GET ${base}/x HTTP/1.1`, 'Content-Length : 5')],
  ['a folded header', head(`GET ${base}/x HTTP/1.1`, 'X-A: 1', ' Transfer-Encoding: chunked')],
  ['a header without end', `GET ${base}/x HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}`],
  ['no host', `GET ${base}/x HTTP/1.1\r\n\r\n`],
  ['noise', '\x16\x03\x01\x02\x00\x01\x00\x01'],
])('%s reaches nothing', async (_what, bytes) => {
  const answer = await raw(bytes);

  expect(reached).toEqual([]);
  expect(answer).not.toMatch(/^HTTP\/1\.1 2/);
});

test.each([
  ['in one body', (inner: string) => `${head(`POST ${base}/x HTTP/1.1`, `Content-Length: ${inner.length}`)}${inner}`],
  [
    'in a chunk of a GET',
    (inner: string) =>
      `${head(`GET ${base}/x HTTP/1.1`, 'Transfer-Encoding: chunked')}${inner.length.toString(16)}\r\n${inner}\r\n0\r\n\r\n`,
  ],
  [
    'in the body of a DELETE',
    (inner: string) => `${head(`DELETE ${base}/x HTTP/1.1`, `Content-Length: ${inner.length}`)}${inner}`,
  ],
  [
    'with a connection header that takes the length away',
    (inner: string) =>
      `${head(`GET ${base}/x HTTP/1.1`, `Content-Length: ${inner.length}`, 'Connection: content-length, close')}${inner}`,
  ],
])('a request glued into another, %s, stays its body', async (_how, glue) => {
  const inner = head('POST /2015-03-31/functions HTTP/1.1', 'Content-Length: 0');

  await raw(glue(inner));

  expect(reached.map(({ url }) => url)).toEqual([`${base}/x`]);
  expect(reached[0]?.body).toBe(inner);
});

test('of requests one behind the other on a connection each is judged', async () => {
  const answer = await raw(`${head(`GET ${base}/a HTTP/1.1`)}${head('GET /2015-03-31/functions HTTP/1.1')}`);

  expect(reached.map(({ url }) => url)).toEqual([`${base}/a`]);
  expect(answer).toMatch(/^HTTP\/1\.1 200[\s\S]*HTTP\/1\.1 403/);
});

test('an offer to upgrade goes on as a plain request', async () => {
  const answer = await raw(
    head(`GET ${base}/a HTTP/1.1`, 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: x'),
  );

  expect(answer).toMatch(/^HTTP\/1\.1 200/);
  expect(reached[0]?.headers).not.toHaveProperty('upgrade');
});

test('a body beyond the limit is refused', async () => {
  const answer = await raw(
    `${head(`POST ${base}/a HTTP/1.1`, `Content-Length: ${11 * 2 ** 20}`)}${'a'.repeat(11 * 2 ** 20)}`,
    3_000,
  );

  expect(reached).toEqual([]);
  expect(answer === '' || answer.startsWith('HTTP/1.1 413')).toBe(true);
});

test('with the emulator away the answer is 502, and says what starts it', async () => {
  const at = await freePort();
  const lonely = startGate(at, await freePort());
  try {
    await answering(at);

    const answer = await fetch(`http://127.0.0.1:${at}${base}/status`);

    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({
      code: 'aws_unavailable',
      detail: expect.stringContaining('"make" starts it'),
    });
  } finally {
    await ended(lonely);
  }
});
