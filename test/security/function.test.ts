import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callersIn, compose } from '../../lambda/compose';
import { readConfig } from '../../lambda/config';
import type { App } from '../../lambda/http/app';
import { type ServedEc2, serveSimulatedEc2 } from '../support/ec2/server';
import { aRequest, type RequestParts } from '../support/events';
import { captureOutput } from '../support/output';
import { managed } from '../support/security/app';
import { keyHolder } from '../support/security/callers';

/** The function's own credentials, as Lambda puts them into its environment. */
const own = {
  AWS_ACCESS_KEY_ID: 'ASIAZQ9ZQ9ZQ9ZQ9ZQ9Z',
  AWS_SECRET_ACCESS_KEY: 'Zq9/secret/of/the/function',
  AWS_SESSION_TOKEN: 'Zq9token+of+the+function',
} as const;
const ci = keyHolder({ name: 'ci' });
const before = { ...process.env };
let folder = '';
let ec2: ServedEc2;
let output: readonly string[] = [];

beforeAll(async () => {
  ec2 = await serveSimulatedEc2();
  Object.assign(process.env, own, { AWS_ENDPOINT_URL_EC2: ec2.url });
  folder = mkdtempSync(join(tmpdir(), 'function-'));
});
afterAll(async () => {
  process.env = before;
  rmSync(folder, { recursive: true });
  await ec2.close();
});
beforeEach(() => {
  output = captureOutput();
});
afterEach(() => jest.restoreAllMocks());

/** The function with a callers file beside it; null: without one. */
function deployed(callers: string | null, variables: Readonly<Record<string, string>> = {}): App {
  const path = join(folder, `${Math.random()}.json`);
  if (callers !== null) writeFileSync(path, callers);
  const config = {
    PROFILE: 'production',
    AUTH: 'key',
    AWS_REGION: 'us-east-1',
    REQUEST_METRICS: 'off',
    LOG_LEVEL: 'debug',
  };
  return compose(readConfig({ ...config, GUARD_TAG: 'ec2-control:managed=true', ...variables }), {
    loadCallers: () => callersIn(path),
  });
}

async function ask(app: App, parts: RequestParts): Promise<readonly [status: number, body: string]> {
  const { statusCode, body } = await app.handle(aRequest(parts), () => 20_000);
  return [statusCode, body];
}

const withKey = { headers: { 'x-api-key': ci.key } };

test('the deployed function knows the callers of the file beside it', async () => {
  const app = deployed(JSON.stringify([ci.entry]));

  expect((await ask(app, { resource: '/list', ...withKey }))[0]).toBe(200);
  expect((await ask(app, { resource: '/list' }))[0]).toBe(401);
  expect(output.join()).not.toContain(ci.key);
});

test.each([
  ['does not exist', null],
  ['is not JSON', '[{'],
  ['is not a list of callers', '[{"name":"ci"}]'],
])('a function whose callers file %s lets nobody in, and is alive', async (_, callers) => {
  const app = deployed(callers);

  expect((await ask(app, { resource: '/list', ...withKey }))[0]).toBe(500);
  expect((await ask(app, { resource: '/health' }))[0]).toBe(200);
  expect(output.map((line) => JSON.parse(line).message)).toContain('fault');
});

test('a function of the lab asks for no file', async () => {
  const app = deployed(null, { PROFILE: 'lab', AUTH: 'none', GUARD_TAG: '' });

  expect((await ask(app, { resource: '/list' }))[0]).toBe(200);
});

describe('what EC2 says of the function itself stays inside', () => {
  const canonical = `The Canonical String for this request should have been 'POST / host:ec2 x-amz-security-token:${own.AWS_SESSION_TOKEN} x' AWS4-HMAC-SHA256 Credential=${own.AWS_ACCESS_KEY_ID}`;
  test.each([
    ['SignatureDoesNotMatch', canonical, 403],
    ['AuthFailure', `AWS was not able to validate ${own.AWS_ACCESS_KEY_ID}`, 401],
    [
      'UnauthorizedOperation',
      'User: arn:aws:sts::123456789012:assumed-role/Zq9role/x. Encoded authorization failure message: Zq9encoded',
      403,
    ],
    ['InternalError', `An internal error: ${canonical}`, 500],
    ['RequestLimitExceeded', canonical, 503],
    ['SomethingNew', canonical, 400, 409],
  ] as const)('%s', async (code, message, status, expected: number = 500) => {
    const app = deployed(JSON.stringify([ci.entry]));
    const { instanceId } = ec2.simulation.addInstance('us-east-1', { tags: managed });
    for (const operation of ['DescribeInstances', 'StopInstances']) {
      ec2.simulation.fail({ operation, code, message, status, times: 3 });

      const [got, body] = await ask(app, {
        method: 'POST',
        resource: '/stop',
        body: { instance_id: instanceId },
        ...withKey,
      });

      expect(got).toBeGreaterThanOrEqual(expected);
      expect(body).not.toMatch(/Zq9|arn:|123456789012|ASIA/);
      ec2.simulation.world.faults.clear();
    }
    const log = output.join();
    for (const secret of Object.values(own)) expect(log).not.toContain(secret);
    expect(log).not.toContain(ci.key);
    expect(log).toContain('"message":"change"');
  });
});

test("a caller's own AWS credentials come out nowhere, whether EC2 takes them or not", async () => {
  const app = deployed(null, { PROFILE: 'lab', AUTH: 'none', GUARD_TAG: '' });
  const credentials = {
    aws_access_key_id: 'AKIAZQ9CALLERSOWN000',
    aws_secret_access_key: 'Zq9callers/own',
    aws_session_token: 'Zq9callers+token',
  };
  const { instanceId } = ec2.simulation.addInstance('us-east-1');

  const taken = await ask(app, {
    method: 'POST',
    resource: '/ec2/stop',
    body: { ...credentials, InstanceId: instanceId },
  });
  ec2.simulation.fail({
    operation: '*',
    code: 'InvalidClientTokenId',
    message: `no key ${credentials.aws_access_key_id}`,
    status: 403,
  });
  const refused = await ask(app, { resource: '/list', query: new URLSearchParams(credentials).toString() });

  expect([taken[0], refused[0]]).toEqual([200, 401]);
  for (const text of [taken[1], refused[1], ...output]) {
    for (const secret of Object.values(credentials)) expect(text).not.toContain(secret);
  }
});
