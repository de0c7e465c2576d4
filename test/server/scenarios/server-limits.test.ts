import { setTimeout } from 'node:timers/promises';
import { dribble, exchange, parse, rawConnection } from '../support/raw';
import { type Served, served } from '../support/served';

let api: Served;
beforeAll(async () => {
  api = await served(undefined, {
    limits: { headersTime: 300, requestTime: 600, body: 1000, headers: 4096, connections: 1000 },
  });
});
afterAll(() => api.close());

const post = (headers: string, body = ''): string => `POST /start HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n${body}`;

describe('a client that is cut off gets a problem document', () => {
  test('408, when it opens a connection and says nothing', async () => {
    const { status, headers, text } = await exchange(api.port, '');

    expect([status, JSON.parse(text).code]).toEqual([408, 'request_timeout']);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('x-request-id')).toBe(JSON.parse(text).request_id);
  });

  test('408, when its headers come too slowly', async () => {
    const connection = await rawConnection(api.port);
    void dribble(connection, `GET /list HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(500)}`);

    expect(parse(await connection.whole).status).toBe(408);
  });

  test('408, when its body comes too slowly', async () => {
    const connection = await rawConnection(api.port);
    connection.write(post('content-length: 500'));
    void dribble(connection, 'x'.repeat(500));

    expect(parse(await connection.whole).status).toBe(408);
  });

  test('413, when it announces a body that is too large, before the body is read', async () => {
    const { status, text } = await exchange(api.port, post('content-length: 1001'));

    expect([status, JSON.parse(text).code]).toEqual([413, 'body_too_large']);
  });

  test('413, when a body in chunks grows too large', async () => {
    const chunk = `200\r\n${'x'.repeat(512)}\r\n`;
    const { status } = await exchange(api.port, post('transfer-encoding: chunked', `${chunk}${chunk}`));

    expect(status).toBe(413);
  });

  test('413, and no invitation to send the body, when it asks first', async () => {
    const { status } = await exchange(api.port, post('content-length: 2000\r\nexpect: 100-continue'));

    expect(status).toBe(413);
  });

  test('431, when its headers are too large', async () => {
    const { status, text } = await exchange(
      api.port,
      `GET /list HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(5000)}\r\n\r\n`,
    );

    expect([status, JSON.parse(text).code]).toEqual([431, 'headers_too_large']);
  });

  test.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['TLS', Buffer.from('16030100c8010000c40303', 'hex')],
    ['no host', 'GET /list HTTP/1.1\r\nconnection: close\r\n\r\n'],
    ['two lengths', post('content-length: 2\r\ncontent-length: 3', 'ab')],
    ['length and chunks', post('content-length: 2\r\ntransfer-encoding: chunked', '0\r\n\r\n')],
    ['a broken chunk', post('transfer-encoding: chunked', 'zz\r\n')],
    ['two hosts', 'GET /list HTTP/1.1\r\nhost: x\r\nhost: y\r\n\r\n'],
    ['no version', 'GET /list\r\n\r\n'],
    ['lines without carriage returns', 'GET /list HTTP/1.1\nhost: x\n\n'],
    ['a folded header', 'GET /list HTTP/1.1\r\nhost: x\r\nx-a: b\r\n c\r\n\r\n'],
    ['a blank before a colon', 'GET /list HTTP/1.1\r\nhost : x\r\n\r\n'],
    ['a length with a sign', post('content-length: +2', 'ab')],
    ['a length below zero', post('content-length: -2', 'ab')],
    ['a length in hexadecimal', post('content-length: 0x2', 'ab')],
    ['a length twice', post('content-length: 2, 2', 'ab')],
    ['a length that no number holds', post('content-length: 99999999999999999999999', 'ab')],
    ['chunks and length', post('transfer-encoding: chunked\r\ncontent-length: 2', '0\r\n\r\n')],
    ['a coding under the chunks', post('transfer-encoding: gzip, chunked', '0\r\n\r\n')],
    ['chunks that are not the last coding', post('transfer-encoding: chunked, identity', '0\r\n\r\n')],
    ['chunks in HTTP/1.0', 'POST /start HTTP/1.0\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a chunk that is too long to count', post('transfer-encoding: chunked', 'fffffffffffffffff\r\n')],
    ['a line feed in a header', 'GET /list HTTP/1.1\r\nhost: x\r\nx-a: b\nc: d\r\n\r\n'],
  ])('400, when it sends %s', async (_, text) => {
    const refusal = await exchange(api.port, text);

    expect([refusal.status, JSON.parse(refusal.text).code]).toEqual([400, 'malformed_body']);
  });

  test('405 with allow, when its method is one that HTTP does not know, and 404 where there is no such path', async () => {
    const unknown = await exchange(api.port, 'FOO /list?x=1 HTTP/1.1\r\nhost: x\r\n\r\n');
    const nowhere = await exchange(api.port, 'FOO /nowhere HTTP/1.1\r\nhost: x\r\n\r\n');
    const tunnel = await exchange(api.port, 'CONNECT example.com:443 HTTP/1.1\r\nhost: x\r\n\r\n');

    expect([unknown.status, unknown.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS']);
    expect([nowhere.status, tunnel.status]).toEqual([404, 404]);
  });
});

test('nobody else is harmed: behind 200 slow connections a request is answered at once', async () => {
  const slow = await Promise.all(Array.from({ length: 200 }, () => rawConnection(api.port)));
  for (const connection of slow) connection.write('GET /list HTTP/1.1\r\nhost');
  const started = performance.now();

  const answer = await fetch(`${api.url}/health`);

  expect([answer.status, performance.now() - started < 1000]).toEqual([200, true]);
  const ends = await Promise.all(slow.map(({ whole }) => whole));
  expect(new Set(ends.map((end) => parse(end).status))).toEqual(new Set([408]));
});

test('200 clients at once are all answered', async () => {
  const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => fetch(`${api.url}/tocos?i=${i}`)));

  expect(answers.every(({ status }) => status === 200)).toBe(true);
  await Promise.all(answers.map((answer) => answer.text()));
});

test('a connection over the limit is closed at once, and the others go on', async () => {
  const small = await served(undefined, { limits: { connections: 2 } });
  const first = await rawConnection(small.port);
  const second = await rawConnection(small.port);
  const third = await rawConnection(small.port);

  expect(await third.whole).toBe('');
  first.write('GET /tocos HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
  expect(parse(await first.whole).status).toBe(200);
  second.close();
  await small.close();
});

test('idle connections that take every place make room', async () => {
  const small = await served(undefined, { limits: { connections: 2 } });
  const idle = await Promise.all([rawConnection(small.port), rawConnection(small.port)]);
  for (const connection of idle) connection.write('GET /tocos HTTP/1.1\r\nhost: x\r\n\r\n');
  while (idle.some((connection) => connection.received() === '')) await setTimeout(5);

  expect(await (await rawConnection(small.port)).whole).toBe('');
  await Promise.all(idle.map(({ whole }) => whole));

  expect((await fetch(`${small.url}/tocos`)).status).toBe(200);
  await small.close();
});

test('a client that does not take its answer is cut off', async () => {
  const large = 'x'.repeat(30_000_000);
  const slow = await served(async () => ({ body: large }), { limits: { answerTime: 300 } });
  const connection = await rawConnection(slow.port);
  connection.socket.pause();
  connection.write('GET /list HTTP/1.1\r\nhost: x\r\n\r\n');

  await new Promise<void>((done) => {
    const look = setInterval(() => {
      slow.control.server.getConnections((_, count) => {
        if (count > 0) return;
        clearInterval(look);
        done();
      });
    }, 50);
  });

  connection.close();
  await slow.close();
});

test('each request that is refused is told of by its code', async () => {
  const own = await served(undefined, { limits: { headers: 4096 } });
  await exchange(own.port, 'hello\r\n\r\n');
  await exchange(own.port, 'FOO /list HTTP/1.1\r\nhost: x\r\n\r\n');
  await exchange(own.port, `GET /list HTTP/1.1\r\nx-long: ${'x'.repeat(5000)}\r\n\r\n`);

  expect(own.refused).toEqual(['malformed_body', 'method_not_allowed', 'headers_too_large']);
  expect(own.faults).toEqual([]);
  await own.close();
});
