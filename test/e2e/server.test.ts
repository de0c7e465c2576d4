import { setTimeout } from 'node:timers/promises';
import { type Ask, clientOf } from '../support/deployment/client';
import { type Deployed, deployAlone, type ServedFront } from '../support/deployment/deployed';
import { jobEnded } from '../support/deployment/jobs';
import { type ServedEc2, serveSimulatedEc2 } from '../support/ec2/server';

let ec2: ServedEc2;
let deployed: Deployed;
let served: ServedFront;
/** The function's front, and the server's. */
let atFunction: Ask;
let atServer: Ask;

beforeAll(async () => {
  ec2 = await serveSimulatedEc2({ delays: { pending: 300, stopping: 30_000, shuttingDown: 300 } });
  deployed = await deployAlone({ EC2_ENDPOINT: ec2.url, CONTEXT: 'retrySeconds=1,1' });
  served = await deployed.serve();
  [atFunction, atServer] = [clientOf(deployed.baseUrl), clientOf(served.baseUrl)];
});
afterAll(async () => {
  await served?.end();
  await deployed?.close();
  await ec2?.close();
});

const add = (state: 'running' | 'stopped') => ec2.simulation.addInstance('us-east-1', { state }).instanceId;

test('the course service answers at the root', async () => {
  const answer = await fetch(`${served.baseUrl}/tocos/Sam`);

  expect(await answer.text()).toBe('{"user":"Sam","tocos":200}');
});

test('a job begun at one front is seen at the other, and location resolves to it', async () => {
  const { body, headers } = await atServer('POST', '/start?async=true', { instance_id: add('stopped') });

  const location = new URL(headers.get('location') ?? '', `${served.baseUrl}/start`);
  expect(await (await fetch(location)).json()).toMatchObject({ job_id: body.job_id });
  expect((await atFunction('GET', `/jobs/${body.job_id}`)).status).toBe(200);
  expect(await jobEnded(atFunction, body.job_id)).toMatchObject({ status: 'succeeded' });
});

test('a wait may be longer than at the function', async () => {
  const id = add('stopped');

  const [there, here] = [await atFunction('POST', '/start?wait=26'), await atServer('POST', `/start/${id}?wait=300`)];

  expect([there.status, there.body.code]).toEqual([400, 'invalid_parameter']);
  expect([here.status, here.body.current_state]).toEqual([200, 'running']);
  expect((await atServer('POST', '/start?wait=301')).status).toBe(400);
});

test('metrics count over the function and several servers together, wherever they are read', async () => {
  const other = await deployed.serve();
  const count = async (baseUrl: string): Promise<number> => {
    const text = await (await fetch(`${baseUrl}/metrics`)).text();
    const pattern = /^http_request_duration_seconds_count\{path="\/tocos",method="GET",status="200"\} (\d+)$/m;
    return Number(pattern.exec(text)?.[1] ?? 0);
  };
  const before = await count(served.baseUrl);
  const fronts = [atFunction, atServer, clientOf(other.baseUrl)];
  await Promise.all(fronts.flatMap((ask) => Array.from({ length: 15 }, () => ask('GET', '/tocos'))));
  // A server that ends has counted what it has answered.
  expect((await other.end()).status).toBe(0);
  for (let look = 0; look < 20 && (await count(served.baseUrl)) < before + 45; look += 1) await setTimeout(100);

  expect([await count(served.baseUrl), await count(deployed.baseUrl)]).toEqual([before + 45, before + 45]);
});

test('each request is one line of the log, with its id', async () => {
  const { headers } = await atServer('GET', '/tocos?bogus=1');

  const lines = served
    .log()
    .split('\n')
    .filter((line) => line.includes(headers.get('x-request-id') ?? '-'));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { message: 'request', route: '/tocos', status: 400, function: 'ec2-control' },
  ]);
});

test('SIGTERM in the middle of a wait: the answer is 202 with its job, and the server ends with 0', async () => {
  const ending = await deployed.serve();
  const ask = clientOf(ending.baseUrl);
  const waiting = ask('POST', '/stop?wait=120', { instance_id: add('running') });
  await setTimeout(1_500);

  const { status, took } = await ending.end();

  const answer = await waiting;
  expect([answer.status, answer.body.status]).toEqual([202, 'running']);
  expect([status, took < 15_000]).toEqual([0, true]);
  expect((await atServer('GET', `/jobs/${answer.body.job_id}`)).body.status).toBe('running');
  await expect(fetch(`${ending.baseUrl}/health`)).rejects.toThrow();
});
