import { ec2Endpoints, ec2Over } from '../../../lambda/aws/ec2';
import { createCallCounter } from '../../../lambda/aws/ec2-calls';
import { connectionPool } from '../../../lambda/aws/ec2-client';
import { inThisRealm } from '../../support/ec2/realm';
import { type ServedEc2, serveSimulatedEc2 } from '../../support/ec2/server';

let served: ServedEc2;

beforeEach(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIAFUNCTION', AWS_SECRET_ACCESS_KEY: 'secret' });
  served = await serveSimulatedEc2();
});
afterEach(() => served.close());

function createFixture() {
  const pool = inThisRealm(connectionPool());
  const counter = createCallCounter();
  const endpointOf = counter.counting(ec2Endpoints({ deploymentRegion: 'us-east-1', endpoint: served.url, pool }));
  return { counter, ec2: () => ec2Over(endpointOf('us-east-1')) };
}

test('every call to EC2 is counted once, however often the endpoint is asked for', async () => {
  const { counter, ec2 } = createFixture();
  const { instanceId } = served.simulation.addInstance('us-east-1', { state: 'stopped' });

  await ec2().describe([instanceId]);
  await ec2().start([instanceId]);

  expect(counter.take()).toBe(2);
  expect(counter.take()).toBe(0);
});

test('each attempt at a call counts', async () => {
  const { counter, ec2 } = createFixture();
  served.simulation.fail({ operation: 'DescribeInstances', code: 'InternalError', times: 2 });

  await ec2().describe(['i-0123456789abcdef0']);

  expect(counter.take()).toBe(3);
});
