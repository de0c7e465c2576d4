import type { IncomingMessage } from 'node:http';
import { DeployedApis } from '../../../scripts/gate/deployed';
import { type Served, serve } from '../support/server';

let asked: Pick<IncomingMessage, 'url' | 'headers'>[];
let there: Set<string>;
let emulator: Served;
let now: number;
let apis: DeployedApis;

beforeEach(async () => {
  asked = [];
  there = new Set(['/restapis/ec2control/stages/prod', '/v2/apis/abc/stages/v1']);
  now = 0;
  emulator = await serve(({ url = '', headers }, response) => {
    asked.push({ url, headers });
    response.writeHead(there.has(url) ? 200 : 404).end('{}');
  });
  apis = new DeployedApis(emulator.url, 'eu-west-1', () => now);
});

afterEach(() => emulator.close());

const prod = { api: 'ec2control', stage: 'prod' };

test('a stage of a REST API or of an HTTP API is there when the emulator says so, in the region of the deployment', async () => {
  expect(await apis.has(prod)).toBe(true);
  expect(await apis.has({ api: 'abc', stage: 'v1' })).toBe(true);
  expect(await apis.has({ api: 'abc', stage: 'v2' })).toBe(false);

  expect(asked[0]?.headers.authorization).toContain('/eu-west-1/apigateway/aws4_request');
});

test('what is there is asked for once in half a minute, and what is not once in a second', async () => {
  const other = { api: 'other', stage: 'prod' };
  await Promise.all([apis.has(prod), apis.has(prod)]);
  now = 29_000;
  await apis.has(prod);
  await apis.has(other);
  await apis.has(other);
  expect(asked).toHaveLength(3);

  there.add('/restapis/other/stages/prod');
  now += 1_100;

  expect(await apis.has(other)).toBe(true);
});

test('an API that has been removed is forgotten', async () => {
  await apis.has(prod);
  there.clear();
  now = 31_000;

  expect(await apis.has(prod)).toBe(false);
});

test('any number of ids can be tried', async () => {
  for (let index = 0; index < 1_100; index += 1) await apis.has({ api: `id${index}`, stage: 'prod' });

  expect(await apis.has(prod)).toBe(true);
});

test('an emulator that is away is asked again', async () => {
  const away = new DeployedApis('http://127.0.0.1:1', 'us-east-1', () => now);

  await expect(away.has(prod)).rejects.toThrow();
  await expect(away.has(prod)).rejects.toThrow();
});
