import { defined } from '../../contract/defined';
import { type Ask, clientOf } from '../support/deployment/client';
import { type Deployed, deployAlone } from '../support/deployment/deployed';
import { askSlowEc2, slowFleet, tally, timed } from '../support/deployment/slow-ec2';
import { type ServedEc2, serveSimulatedEc2 } from '../support/ec2/server';

jest.setTimeout(180_000);

/** The deployed function in front of an EC2 that is slow, silent or answers nonsense. */

let ec2: ServedEc2;
let deployed: Deployed;
let ask: Ask;

beforeAll(async () => {
  ec2 = await serveSimulatedEc2({ delays: { pending: 60_000, stopping: 60_000, shuttingDown: 60_000 } });
  deployed = await deployAlone({ EC2_ENDPOINT: ec2.url });
  ask = clientOf(deployed.baseUrl);
});
afterAll(async () => {
  await deployed?.close();
  await ec2?.close();
});
beforeEach(() => ec2.simulation.reset());

const add = () => ec2.simulation.addInstance('us-east-1', { name: 'web' }).instanceId;
const stop = { operation: 'StopInstances', times: 3 };

test('an EC2 that is silent is answered within 28 s, with the outcome of each instance', async () => {
  const ids = [add(), add()];
  ec2.simulation.fail({ ...stop, code: 'network:hang' });
  ec2.simulation.slow('DescribeInstances', 9_500);

  const { status, body, milliseconds } = await timed(ask, 'POST', '/stop', { instance_id: ids });

  expect(milliseconds).toBeLessThan(28_000);
  expect(status).toBe(207);
  expect(body.results).toMatchObject(ids.map((id) => ({ instance_id: id, outcome: 'failed', code: 'aws_timeout' })));
});

test('a body that trickles is answered within 28 s', async () => {
  const id = add();
  ec2.simulation.fail({ operation: 'DescribeInstances', code: 'network:trickle', times: 9 });

  const { status, body, milliseconds } = await timed(ask, 'POST', `/stop/${id}`);

  expect(milliseconds).toBeLessThan(28_000);
  expect([status, body.code]).toEqual([504, 'aws_timeout']);
});

test.each([
  ['InternalError', undefined],
  ['body', '<html><body>It works!</body></html>'],
])('what EC2 has done and answered with %s counts', async (code, text) => {
  const id = add();
  ec2.simulation.fail({ ...stop, code, acts: true, ...defined({ body: text }) });

  const { status, body } = await timed(ask, 'POST', `/stop/${id}`);

  expect([status, body.outcome, body.current_state]).toEqual([200, 'changed', 'stopping']);
});

test("a proxy's page is neither an empty list nor an instance that is not there", async () => {
  const id = add();
  ec2.simulation.fail({ operation: 'DescribeInstances', code: 'body', body: '<html/>', times: 9 });

  const answers = [await timed(ask, 'POST', '/list'), await timed(ask, 'GET', `/status/${id}`)];

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [502, 'aws_error'],
    [502, 'aws_error'],
  ]);
});

describe('an EC2 that takes seconds for each call', () => {
  /** The function answers within 28 s; on a busy machine it takes its time to start. */
  const longest = 30_000;
  let seen: Awaited<ReturnType<typeof askSlowEc2>>;

  beforeAll(async () => {
    ec2.simulation.reset();
    seen = await askSlowEc2(ask, ec2.simulation);
  });

  test('a stop of 100 instances of which 25 are protected tells the outcome of each in time', () => {
    const { status, body, milliseconds } = seen.request;
    const counts = tally(body.results);
    const { changed = 0, stop_protected = 0, aws_timeout = 0 } = counts;

    expect(milliseconds).toBeLessThan(longest);
    expect(status).toBe(207);
    expect(changed + stop_protected + aws_timeout).toBe(slowFleet.all);
    expect(seen.running.byRequest).toBe(slowFleet.all - changed);
  });

  test('as a job the same stop goes on until each has its result', () => {
    expect(seen.results).toEqual({ changed: slowFleet.all - slowFleet.protected, stop_protected: slowFleet.protected });
    expect(seen.running.byJob).toBe(slowFleet.protected);
    expect(seen.job).toMatchObject({ status: 'failed', error: { code: 'stop_protected' } });
  });

  test('a dry run says what could not be looked up in time', () => {
    const { status, body, milliseconds } = seen.prediction;
    const results = body.results as readonly { outcome: string; warning?: string }[];

    expect(milliseconds).toBeLessThan(longest);
    expect([status, tally(results)]).toEqual([200, { changed: slowFleet.dry }]);
    expect(results.filter(({ warning }) => warning !== undefined).length).toBeLessThan(slowFleet.dry);
  });

  test('a deletion by address of which nobody knows whether it happened says so', () => {
    const { status, body, milliseconds } = seen.deletion;

    expect(milliseconds).toBeLessThan(longest);
    expect([status, body.code, body.retryable]).toEqual([504, 'aws_timeout', true]);
  });

  test('a create whose answer is lost knows its instance, and there is no other', () => {
    expect(seen.creations).toMatchObject(seen.creations.map(() => ({ ip: expect.any(String) })));
    expect(seen.launched).toBe(3);
  });
});
