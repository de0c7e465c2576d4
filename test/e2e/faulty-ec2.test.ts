import { defined } from '../../contract/defined';
import { type Ask, clientOf } from '../support/deployment/client';
import { type Deployed, deployAlone } from '../support/deployment/deployed';
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

/** The status and the body of an answer, and how long it took. */
async function timed(...request: Parameters<Ask>) {
  const begun = performance.now();
  const { status, body } = await ask(...request);
  return { status, body, milliseconds: performance.now() - begun };
}

test('an EC2 that is silent is answered within 28 s, with the outcome of each instance', async () => {
  const ids = [add(), add()];
  ec2.simulation.fail({ ...stop, code: 'network:hang' });
  ec2.simulation.slow('DescribeInstances', 9_500);

  const { status, body, milliseconds } = await timed('POST', '/stop', { instance_id: ids });

  expect(milliseconds).toBeLessThan(28_000);
  expect(status).toBe(207);
  expect(body.results).toMatchObject(ids.map((id) => ({ instance_id: id, outcome: 'failed', code: 'aws_timeout' })));
});

test('a body that trickles is answered within 28 s', async () => {
  const id = add();
  ec2.simulation.fail({ operation: 'DescribeInstances', code: 'network:trickle', times: 9 });

  const { status, body, milliseconds } = await timed('POST', `/stop/${id}`);

  expect(milliseconds).toBeLessThan(28_000);
  expect([status, body.code]).toEqual([504, 'aws_timeout']);
});

test.each([
  ['InternalError', undefined],
  ['body', '<html><body>It works!</body></html>'],
])('what EC2 has done and answered with %s counts', async (code, text) => {
  const id = add();
  ec2.simulation.fail({ ...stop, code, acts: true, ...defined({ body: text }) });

  const { status, body } = await timed('POST', `/stop/${id}`);

  expect([status, body.outcome, body.current_state]).toEqual([200, 'changed', 'stopping']);
});

test("a proxy's page is neither an empty list nor an instance that is not there", async () => {
  const id = add();
  ec2.simulation.fail({ operation: 'DescribeInstances', code: 'body', body: '<html/>', times: 9 });

  const answers = [await timed('POST', '/list'), await timed('GET', `/status/${id}`)];

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [502, 'aws_error'],
    [502, 'aws_error'],
  ]);
});
