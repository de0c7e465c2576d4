import { probe } from '../../../scripts/emulator/probe';
import { emulator, type Served, serve } from '../support/server';

let server: Served | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

test.each([
  ['/_ministack/health', 'MiniStack'],
  ['/_localstack/health', 'LocalStack'],
  ['/moto-api/data.json', 'moto'],
  ['/nothing', 'an AWS emulator'],
])('what answers as STS does, and has %s, is %s', async (path, product) => {
  server = await serve(emulator(path));

  expect(await probe(server.url)).toEqual({ kind: 'emulator', product });
});

test('an emulator that is slow to load the service that is asked is known by its health page', async () => {
  server = await serve((request, response) => {
    if (request.url !== '/_localstack/health') return;
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });

  expect(await probe(server.url, 300)).toEqual({ kind: 'emulator', product: 'LocalStack' });
});

test('what answers otherwise is a stranger', async () => {
  server = await serve((_request, response) => response.end('<html>Hello</html>'));

  expect(await probe(server.url)).toEqual({ kind: 'stranger' });
});

test('what takes the connection and never answers is a stranger', async () => {
  server = await serve(() => undefined);

  expect(await probe(server.url, 100)).toEqual({ kind: 'stranger' });
});

test('where nobody listens there is nothing', async () => {
  server = await serve(emulator());
  const { url } = server;
  await server.close();
  server = undefined;

  expect(await probe(url)).toEqual({ kind: 'nothing' });
});

test('a host name that nobody knows leads to nothing', async () => {
  expect(await probe('http://no-such-host.invalid:4566')).toEqual({ kind: 'nothing' });
});
