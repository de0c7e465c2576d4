import { DescribeInstancesCommand, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { defined } from '../../contract/defined';
import { type ProductionDeployment, productionDeployment } from './production-deployment';

let production: ProductionDeployment;
let withoutCallers = 0;
const keys = { ci: '', ops: '', rotating: '' };
const ids = { own: '', foreign: '', unguarded: '' };
const guard = { 'ec2-control:managed': 'true' };

async function launch(tags: Readonly<Record<string, string>>): Promise<string> {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const launched = await production.ec2.send(
    new RunInstancesCommand({
      ImageId: 'ami-0a1b2c3d4e5f60718',
      InstanceType: 't2.micro',
      MinCount: 1,
      MaxCount: 1,
      TagSpecifications: [{ ResourceType: 'instance', Tags }],
    }),
  );
  return launched.Instances?.[0]?.InstanceId ?? '';
}

async function stateOf(instanceId: string): Promise<string | undefined> {
  const { Reservations } = await production.ec2.send(new DescribeInstancesCommand({ InstanceIds: [instanceId] }));
  return Reservations?.[0]?.Instances?.[0]?.State?.Name;
}

/** The status and the code of an answer, or its instances' ids. */
async function ask(method: string, path: string, key?: string, body?: object) {
  const response = await fetch(`${production.baseUrl}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...defined({ 'x-api-key': key }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = JSON.parse((await response.text()) || '{}');
  return { status: response.status, code: answer.code, ids: answer.instance_ids, headers: response.headers };
}

beforeAll(async () => {
  production = await productionDeployment();
  withoutCallers = (await ask('GET', '/list', 'ec2c_any')).status;
  ids.own = await launch({ Team: 'web', ...guard });
  ids.foreign = await launch({ Team: 'db', ...guard });
  ids.unguarded = await launch({ Team: 'web' });
  keys.ci = await production.key({ NAME: 'ci', ACTIONS: 'list,status,start,stop', TAGS: 'Team=web' });
  keys.ops = await production.key({ NAME: 'ops', ACTIONS: 'list,status,stop,delete,metrics' });
  keys.rotating = await production.key({ NAME: 'rotating', ACTIONS: 'list' });
  await production.deploy(ids.own);
}, 300_000);
afterAll(() => production?.close(), 60_000);

test('the first deployment, which has no callers, lets nobody in', () => {
  expect(withoutCallers).toBe(401);
});

test('only /health and the console are for everybody', async () => {
  for (const path of ['/health', '/', '']) {
    expect([path, (await ask('GET', path)).status, (await ask('HEAD', path)).status]).toEqual([path, 200, 200]);
  }
  for (const path of ['/list', '/status', '/openapi.json', '/metrics', '/jobs', '/tocos', '/nowhere', '/me']) {
    const { status, code, headers } = await ask('GET', path);
    expect([path, status, code]).toEqual([path, 401, 'unauthenticated']);
    // AWS's gateway renames the header.
    expect(headers.get('www-authenticate') ?? headers.get('x-amzn-remapped-www-authenticate')).toContain('Bearer');
  }
  expect(await ask('POST', '/stop', 'ec2c_wrong', { instance_id: ids.own })).toMatchObject({ status: 401 });
});

test('a caller sees what is its own, and changes what is guarded for it', async () => {
  expect((await ask('GET', '/list', keys.ci)).ids.sort()).toEqual([ids.own, ids.unguarded].sort());
  const stop = (instance_id: string) => ask('POST', '/stop', keys.ci, { instance_id });
  expect(await stop(ids.foreign)).toMatchObject({ status: 404, code: 'instance_not_found' });
  expect(await stop(ids.unguarded)).toMatchObject({ status: 403, code: 'instance_not_allowed' });
  expect(await ask('POST', '/reboot', keys.ci)).toMatchObject({ status: 403, code: 'action_not_allowed' });
  await ask('POST', '/start', keys.ci);
  expect(await stop(ids.own)).toMatchObject({ status: 200 });

  expect([await stateOf(ids.own), await stateOf(ids.foreign), await stateOf(ids.unguarded)]).toEqual([
    expect.stringMatching(/^stopp/),
    'running',
    'running',
  ]);
});

test('what this API did not create it does not delete, and no GET deletes', async () => {
  const path = `/delete/${ids.foreign}`;

  expect(await ask('DELETE', path, keys.ops)).toMatchObject({ status: 403, code: 'not_created_here' });
  expect(await ask('GET', path, keys.ops)).toMatchObject({ status: 405 });
  expect(await stateOf(ids.foreign)).toBe('running');
});

test("AWS credentials of a caller are refused, and the caller's key is not in any log", async () => {
  const credentials = { aws_access_key_id: 'AKIAIOSFODNN7EXAMPLE', aws_secret_access_key: 'wJalrXUtnFEMI/planted' };

  expect(await ask('POST', '/ec2/list', keys.ci, credentials)).toMatchObject({
    status: 403,
    code: 'caller_credentials_disabled',
  });
  const query = new URLSearchParams(credentials).toString();
  expect(await ask('GET', `/list?${query}`, keys.ci)).toMatchObject({ status: 403 });

  const log = (await production.logLines()).join('\n');
  expect(log).toContain('"message":"request"');
  for (const secret of [keys.ci, keys.ops, ...Object.values(credentials)]) expect(log).not.toContain(secret);
}, 30_000);

test('the log says who stopped an instance, and who tried to', async () => {
  await ask('POST', `/start/${ids.own}`, keys.ci);
  await ask('POST', `/stop/${ids.own}`, keys.ci);
  await ask('POST', `/stop/${ids.own}`, 'ec2c_wrong');

  const lines = (await production.logLines())
    .filter((line) => line.includes('"message":"change"'))
    .map((line) => JSON.parse(line));

  expect(lines).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        caller: 'ci',
        action: 'stop',
        status: 200,
        outcomes: [expect.objectContaining({ instance_id: ids.own, outcome: 'changed' })],
      }),
      expect.objectContaining({ caller: null, action: 'stop', status: 401, asked: [ids.own] }),
    ]),
  );
}, 30_000);

test('a rotated key works after the next deployment, and the old one no longer', async () => {
  const fresh = await production.key({ NAME: 'rotating' });
  await production.key({ NAME: 'rotating', REMOVE: 'old' });
  expect((await ask('GET', '/list', keys.rotating)).status).toBe(200);

  await production.deploy(ids.own);

  expect((await ask('GET', '/list', keys.rotating)).status).toBe(401);
  expect((await ask('GET', '/list', fresh)).status).toBe(200);
  expect((await ask('GET', '/list', keys.ops)).status).toBe(200);
}, 180_000);
