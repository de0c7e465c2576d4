import { setTimeout } from 'node:timers/promises';
import { exchange, parse, rawConnection } from '../support/raw';
import { type Served, served } from '../support/served';

let api: Served;
afterEach(() => api.close());

const get = (path: string, more = ''): string => `GET ${path} HTTP/1.1\r\nhost: x\r\n${more}\r\n`;
const post = (path: string): string => `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}`;

test('what is sent behind a request does not get into its answer', async () => {
  api = await served();
  const { status, text } = await exchange(api.port, 'GET /tocos HTTP/1.1\r\nhost: x\r\n\r\nrubbish\r\n\r\n');

  // The connection is closed, or the answer comes whole and then the refusal.
  expect([0, 200]).toContain(status);
  if (status === 200) expect(text.startsWith('{}')).toBe(true);
});

test('requests that are sent without waiting are carried out one after the other', async () => {
  const log: string[] = [];
  api = await served(async ({ path }) => {
    log.push(`begin ${path}`);
    await setTimeout(path === '/stop' ? 50 : 0);
    log.push(`end ${path}`);
    return { body: JSON.stringify({ path }) };
  });
  const connection = await rawConnection(api.port);

  connection.write(`${post('/stop')}${post('/start')}${get('/status', 'connection: close\r\n')}`);

  const answers = [...(await connection.whole).matchAll(/"path":"([^"]+)"/g)].map(([, path]) => path);
  expect(answers).toEqual(['/stop', '/start', '/status']);
  expect(log).toEqual(answers.flatMap((path) => [`begin ${path}`, `end ${path}`]));
});

test('a connection with too many unanswered requests is closed, and others go on', async () => {
  api = await served(
    async ({ path }) => {
      if (path === '/list') await setTimeout(200);
      return {};
    },
    { limits: { pipelined: 10 } },
  );
  const flood = await rawConnection(api.port);

  flood.write(get('/list').repeat(1000));

  expect(await flood.whole).toBe('');
  expect(api.requests.length).toBeLessThanOrEqual(1);
  expect((await fetch(`${api.url}/tocos`)).status).toBe(200);
  expect(await api.control.drain()).toBe(true);
});

test('a hundred requests on one connection, each after the answer before it, are answered', async () => {
  api = await served(undefined, { limits: { pipelined: 1 } });
  const connection = await rawConnection(api.port);
  for (let count = 1; count <= 100; count += 1) {
    connection.write(get('/tocos'));
    while ((connection.received().match(/HTTP\/1\.1 200/g) ?? []).length < count) await setTimeout(0);
  }

  expect(api.requests).toHaveLength(100);
});

test('when the server is to end, what is sent behind a running request is not begun', async () => {
  let go = (): void => {};
  const running = new Promise<void>((done) => {
    go = done;
  });
  api = await served(async () => {
    await running;
    return {};
  });
  const connection = await rawConnection(api.port);
  connection.write(`${post('/stop')}${post('/start')}`);
  while (api.requests.length === 0) await setTimeout(5);

  const drained = api.control.drain();
  go();

  expect([await drained, parse(await connection.whole).headers.get('connection')]).toEqual([true, 'close']);
  expect(api.requests.map(({ path }) => path)).toEqual(['/stop']);
});

test('when a client goes away, what it has sent behind is not begun', async () => {
  let go = (): void => {};
  const running = new Promise<void>((done) => {
    go = done;
  });
  api = await served(async () => {
    await running;
    return {};
  });
  const connection = await rawConnection(api.port);
  connection.write(`${post('/stop')}${post('/start')}${post('/reboot')}`);
  while (api.requests.length === 0) await setTimeout(5);

  connection.close();
  await setTimeout(50);
  go();

  expect(await api.control.drain()).toBe(true);
  expect(api.requests.map(({ path }) => path)).toEqual(['/stop']);
});

test('a long answer comes even when the body behind it has waited too long to be read', async () => {
  api = await served(
    async () => {
      await setTimeout(700);
      return {};
    },
    { limits: { headersTime: 200, requestTime: 200 } },
  );
  const connection = await rawConnection(api.port);
  const body = 'x'.repeat(120_000);

  connection.write(`${get('/jobs')}POST /start HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`);

  const { status, headers, text } = parse(await connection.whole);
  expect([status, headers.get('connection'), text]).toEqual([200, 'close', '{}']);
  expect(api.requests.map(({ path }) => path)).toEqual(['/jobs']);
});
