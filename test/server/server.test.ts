import { setTimeout } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { exchange, parse, rawConnection } from './support/raw';
import { type Served, served, trusting } from './support/served';

let api: Served;
afterEach(() => api.close());

test('a request reaches the application as it was sent', async () => {
  api = await served();

  await exchange(
    api.port,
    'POST /start/i%2D1?tag=A%3D1&tag=B=2&x=%C3%A9 HTTP/1.1\r\nHost: x\r\nX-Api-Key: one\r\nx-api-key: two\r\n' +
      'x-api-key: one\r\ncontent-length: 4\r\nconnection: close\r\n\r\n\xff{}\n',
  );

  const [request] = api.requests;
  expect(request).toMatchObject({
    method: 'POST',
    resource: '/start/{instance_id}',
    path: '/start/i%2D1',
    sourceIp: '127.0.0.1',
  });
  expect(request?.pathVariables.get('instance_id')).toBe('i-1');
  expect([...(request?.query ?? [])]).toEqual([
    ['tag', ['A=1', 'B=2']],
    ['x', ['é']],
  ]);
  expect(request?.headers.get('x-api-key')).toBe('one, two');
});

test('the bytes of a body are handed on as they came', async () => {
  api = await served();
  const body = Buffer.from([0xff, 0x00, 0x7b, 0x7d]);

  await fetch(`${api.url}/start`, { method: 'POST', body });

  expect(Buffer.from(api.requests[0]?.body ?? '', 'base64')).toEqual(body);
  expect(api.requests[0]?.bodyIsBase64).toBe(true);
});

test('a body on GET is ignored, and the connection goes on', async () => {
  api = await served();
  const connection = await rawConnection(api.port);

  connection.write('GET /list HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\n\r\nabc');
  connection.write('GET /tocos HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');

  expect((await connection.whole).match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  expect(api.requests.map(({ resource, body }) => [resource, body])).toEqual([
    ['/list', null],
    ['/tocos', null],
  ]);
});

test('a target with scheme and host, as a proxy may send it, is the path behind them', async () => {
  api = await served();

  await exchange(api.port, 'GET http://example.com/tocos?x=1 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');

  expect(api.requests[0]).toMatchObject({ path: '/tocos', resource: '/tocos' });
});

test('a trusted load balancer says who the client is', async () => {
  api = await served(undefined, { trust: { proxies: trusting('127.0.0.1'), requestIdHeader: 'x-request-id' } });

  await fetch(`${api.url}/list`, {
    headers: { 'x-forwarded-for': '1.1.1.1, 203.0.113.9', 'x-request-id': 'from-balancer' },
  });

  expect(api.requests[0]).toMatchObject({ requestId: 'from-balancer', sourceIp: '203.0.113.9' });
});

test('HEAD and 204 have no body and no length', async () => {
  api = await served(async ({ method }) => ({ statusCode: method === 'OPTIONS' ? 204 : 200, body: '' }));

  const head = await exchange(api.port, 'HEAD /list HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
  const options = await exchange(api.port, 'OPTIONS /list HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');

  expect([head.status, head.text, head.headers.get('content-length')]).toEqual([200, '', null]);
  expect([options.status, options.text, options.headers.get('transfer-encoding')]).toEqual([204, '', null]);
});

test('a long answer is compressed for a client that can read it, and caches are told', async () => {
  const body = JSON.stringify({ text: 'x'.repeat(5000) });
  api = await served(async () => ({ body, headers: { vary: 'origin', 'content-type': 'application/json' } }));
  const raw = await exchange(
    api.port,
    'GET /list HTTP/1.1\r\nhost: x\r\naccept-encoding: gzip\r\nconnection: close\r\n\r\n',
  );

  expect(raw.headers.get('content-encoding')).toBe('gzip');
  expect(raw.headers.get('vary')).toBe('origin, accept-encoding');
  expect(gunzipSync(Buffer.from(raw.text, 'latin1')).toString()).toBe(body);
  const plain = await exchange(api.port, 'GET /list HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
  expect([plain.headers.get('content-encoding'), plain.text]).toEqual([null, body]);
});

test('over the rate a request is 429 with retry-after, and the check of the load balancer is not counted', async () => {
  api = await served(undefined, { takeToken: () => false, corsOrigins: ['https://app.example'] });

  const refused = await fetch(`${api.url}/list`, { headers: { origin: 'https://app.example' } });
  const health = await fetch(`${api.url}/health`);

  expect([refused.status, refused.headers.get('retry-after'), health.status]).toEqual([429, '1', 200]);
  expect(refused.headers.get('access-control-allow-origin')).toBe('https://app.example');
  expect(await refused.json()).toMatchObject({
    code: 'too_many_requests',
    request_id: refused.headers.get('x-request-id'),
  });
});

test('a client that goes away in the middle of its body is no fault', async () => {
  api = await served();
  const connection = await rawConnection(api.port);
  connection.write('POST /start HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc');
  await setTimeout(50);
  connection.close();
  await setTimeout(50);

  expect([api.requests.length, api.faults]).toEqual([0, []]);
});

test('a fault of the server closes that connection alone, and is told of', async () => {
  api = await served(async ({ resource }) => {
    if (resource === '/list') throw new Error('unforeseen');
    return {};
  });

  const broken = await exchange(api.port, 'GET /list HTTP/1.1\r\nhost: x\r\n\r\n');

  expect([broken.status, api.faults]).toEqual([0, [new Error('unforeseen')]]);
  expect((await fetch(`${api.url}/tocos`)).status).toBe(200);
});

describe('when it is to end', () => {
  test('takes no new connection, lets what runs end, and closes what is idle', async () => {
    let finish = (): void => {};
    const blocked = new Promise<void>((done) => {
      finish = done;
    });
    api = await served(async () => {
      await blocked;
      return { body: '{"done":true}' };
    });
    const idle = await rawConnection(api.port);
    const running = await rawConnection(api.port);
    running.write('POST /start HTTP/1.1\r\nhost: x\r\n\r\n');
    while (api.requests.length === 0) await setTimeout(5);

    const drained = api.control.drain();
    const late = await rawConnection(api.port);
    finish();

    expect(await drained).toBe(true);
    expect(await late.whole).toBe('');
    expect(await idle.whole).toBe('');
    const { status, headers, text } = parse(await running.whole);
    expect([status, headers.get('connection'), text]).toEqual([200, 'close', '{"done":true}']);
  });

  test('tells the application that little time is left', async () => {
    let left = Number.POSITIVE_INFINITY;
    api = await served(
      async (_, remaining) => {
        const before = remaining();
        while (remaining() > before - 1000) await setTimeout(5);
        left = remaining();
        return {};
      },
      { limits: { answer: 300_000, lastAnswers: 1_500 } },
    );
    const answer = fetch(`${api.url}/list`);
    while (api.requests.length === 0) await setTimeout(5);

    expect(await api.control.drain()).toBe(true);
    expect((await answer).status).toBe(200);
    expect(left).toBeLessThanOrEqual(1_500);
  });

  test('cuts off at its limit what does not end', async () => {
    api = await served(() => new Promise(() => {}), { limits: { shutdown: 200 } });
    const stuck = await rawConnection(api.port);
    stuck.write('GET /list HTTP/1.1\r\nhost: x\r\n\r\n');
    while (api.requests.length === 0) await setTimeout(5);

    expect(await api.control.drain()).toBe(false);
    expect(await stuck.whole).toBe('');
  });
});
