import { EC2Client } from '@aws-sdk/client-ec2';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { routes } from '../../contract/routes';
import { type Ask, clientOf } from '../support/deployment/client';
import { type Deployed, deployAlone, type ServedFront } from '../support/deployment/deployed';
import { before, operationsOn } from '../support/deployment/operations';

jest.setTimeout(180_000);

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
let deployed: Deployed;
let ask: Ask;
let served: ServedFront;
let ec2: EC2Client;

beforeAll(async () => {
  deployed = await deployAlone();
  ask = clientOf(deployed.baseUrl);
  served = await deployed.serve();
  ec2 = new EC2Client({ endpoint: deployed.endpoint, region: 'us-east-1', credentials });
});

afterAll(async () => {
  ec2?.destroy();
  await served?.end();
  await deployed?.close();
});

describe("on the emulator's EC2", () => {
  operationsOn(() => before(ec2, ask));
});

describe("on the emulator's EC2, by the server", () => {
  operationsOn(() => before(ec2, clientOf(served.baseUrl)));
});

test('a request without an id is about the default instance, which make created', async () => {
  const { status, body } = await ask('GET', '/status');

  expect(status).toBe(200);
  expect(body).toMatchObject({
    status: 'running',
    instance: { name: 'ec2-control-default', instance_type: 't2.micro' },
  });
});

test('curl -d names its JSON a form, and is understood', async () => {
  const type = 'application/x-www-form-urlencoded';

  expect((await ask('POST', '/ec2', '{"action":"status"}', type)).status).toBe(200);
  expect((await ask('POST', '/ec2', 'action=status', type)).status).toBe(200);
});

test('every problem of a request is told at once', async () => {
  const { status, body } = await ask('POST', '/start?wait=99', { instnce_id: 'x', async: 'maybe' });

  expect(status).toBe(400);
  expect(body.errors).toHaveLength(3);
});

test('unknown paths are 404 and unknown methods 405 with allow, as problem documents', async () => {
  const nowhere = await ask('GET', '/no/such/path');
  const wrong = await ask('PUT', '/start');

  expect([nowhere.status, nowhere.body.code]).toEqual([404, 'route_not_found']);
  expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
  expect(wrong.headers.get('content-type')).toBe('application/problem+json');
});

test('HEAD and OPTIONS follow from the routes', async () => {
  const head = await ask('HEAD', '/list');
  const options = await ask('OPTIONS', '/list');

  expect(head.status).toBe(200);
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, POST, HEAD, OPTIONS']);
});

test('every route of the table leads to the function', async () => {
  for (const { resource, methods } of routes) {
    const path = resource.replace(/\{\w+\}/g, 'nothing');
    const { headers, body } = await ask(methods[0] ?? 'GET', `${path}?bogus=1`);
    expect(headers.get('x-request-id')).toBeTruthy();
    expect(body.code).not.toBe('route_not_found');
    expect(body.code).not.toBe('internal_error');
  }
});

test('the OpenAPI document has every path', async () => {
  const { body } = await ask('GET', '/openapi.json');

  expect(Object.keys(body.paths as object).sort()).toEqual([...new Set(routes.map(({ resource }) => resource))].sort());
});

test('a direct invocation does what POST /ec2 does', async () => {
  const lambda = new LambdaClient({ endpoint: deployed.endpoint, region: 'us-east-1', credentials });

  const { Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: 'ec2-control', Payload: Buffer.from('{"action":"status"}') }),
  );

  lambda.destroy();
  const { statusCode, body } = JSON.parse(Buffer.from(Payload ?? []).toString());
  expect([statusCode, JSON.parse(body).status]).toEqual([200, 'running']);
});

test('credentials in a request act in the account that they belong to', async () => {
  const other = { aws_access_key_id: '999999999999', aws_secret_access_key: 'secret-of-the-caller' };

  const mine = await ask('POST', '/ec2/list', {});
  const theirs = await ask('POST', '/ec2/list', other);
  const noInstance = await ask('POST', '/ec2/start', other);

  expect(mine.body.count).toBeGreaterThan(0);
  expect(theirs.body.count).toBe(0);
  expect([noInstance.status, noInstance.body.code]).toEqual([400, 'instance_required']);
});

test('regions are apart', async () => {
  const { body } = await ask('GET', '/ec2/list/eu-west-1');

  expect(body).toMatchObject({ region: 'eu-west-1', count: 0 });
});

test('a changed stack is deployed over the first, and destroyed', async () => {
  const output = await deployed.make('deploy', { CONTEXT: 'regions=us-east-1' });

  const base = /^(http\S+)\/start$/m.exec(output)?.[1] ?? '';
  expect((await clientOf(base)('GET', '/list?region=eu-west-1')).body.code).toBe('region_not_allowed');
  await deployed.make('destroy');
  const gone = await fetch(`${base}/health`);
  expect(gone.ok).toBe(false);
});
