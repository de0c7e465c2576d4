import { compose } from '../../lambda/compose';
import { readConfig } from '../../lambda/config';
import { type ServedEc2, serveSimulatedEc2 } from '../support/ec2/server';
import { aRequest } from '../support/events';
import { captureOutput } from '../support/output';

const before = { ...process.env };
let ec2: ServedEc2;
let output: readonly string[] = [];

beforeEach(async () => {
  ec2 = await serveSimulatedEc2({ delays: { stopping: 60_000 } });
  const own = { AWS_ACCESS_KEY_ID: 'AKIAFUNCTION', AWS_SECRET_ACCESS_KEY: 'secret' };
  Object.assign(process.env, own, { AWS_ENDPOINT_URL_EC2: ec2.url });
  output = captureOutput();
});
afterEach(async () => {
  process.env = { ...before };
  jest.restoreAllMocks();
  await ec2.close();
});

function deployed() {
  return compose(readConfig({ PROFILE: 'lab', AUTH: 'none', AWS_REGION: 'us-east-1', REQUEST_METRICS: 'off' }));
}

/** Asks the composed function, which has so many milliseconds left. */
async function ask(remaining: number, resource: string, body: object) {
  const begun = performance.now();
  const left = () => remaining - (performance.now() - begun);
  const { statusCode, body: text } = await deployed().handle(aRequest({ method: 'POST', resource, body }), left);
  return { status: statusCode, body: JSON.parse(text), milliseconds: performance.now() - begun };
}

const lines = () =>
  output
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter(({ message }) => message.startsWith('change'));

test('a change at the deadline is answered and told: what was intended, and what became of each instance', async () => {
  const ids = [1, 2].map(() => ec2.simulation.addInstance('us-east-1', { name: 'web' }).instanceId);
  ec2.simulation.fail({ operation: 'StopInstances', code: 'network:hang' });
  ec2.simulation.slow('DescribeInstances', 300);

  const { status, body, milliseconds } = await ask(7_500, '/stop', { instance_id: ids });

  expect(milliseconds).toBeLessThan(7_000);
  expect(status).toBe(207);
  expect(body.summary).toEqual({ changed: 0, unchanged: 0, refused: 0, failed: 2 });
  expect(body.results).toMatchObject(ids.map((id) => ({ instance_id: id, code: 'aws_timeout', retryable: true })));
  expect(lines()).toMatchObject([
    { message: 'change_intended', request_id: 'request-1', action: 'stop', instance_ids: ids },
    {
      message: 'change',
      request_id: 'request-1',
      action: 'stop',
      status: 207,
      outcomes: ids.map((id) => ({ instance_id: id, outcome: 'failed', code: 'aws_timeout' })),
    },
  ]);
});

test('an EC2 that is silent from the beginning is a problem before the end, and nothing is begun', async () => {
  const { instanceId } = ec2.simulation.addInstance('us-east-1', { name: 'web' });
  ec2.simulation.fail({ operation: 'DescribeInstances', code: 'network:trickle', times: 9 });

  const { status, body, milliseconds } = await ask(4_500, '/stop', { instance_id: instanceId });

  expect([status, body.code, body.retryable]).toEqual([504, 'aws_timeout', true]);
  expect(milliseconds).toBeLessThan(4_000);
  expect(lines()).toMatchObject([{ message: 'change', status: 504, code: 'aws_timeout', asked: [instanceId] }]);
});

test('what one request leaves behind reaches no other: text that cannot be encoded', async () => {
  const { instanceId } = ec2.simulation.addInstance('us-east-1', { name: 'web' });

  const first = await ask(20_000, '/list', { tags: { Env: '\ud800' } });
  const second = await ask(20_000, '/list', {});

  expect(first.status).toBe(400);
  expect(second.body.instance_ids).toEqual([instanceId]);
});
