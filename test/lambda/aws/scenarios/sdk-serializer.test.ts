import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { listenOnWire } from '../../../support/aws/wire';

/**
 * The smallest program that shows the fault of the SDK which `kept-client.ts` and `encodable.ts` keep away from this API.
 * When a version of the SDK no longer has it, this test fails: then it can go, and decision 0029 with it.
 */
test('an unmodified client begins its next request with what is left of one that could not be encoded', async () => {
  const wire = await listenOnWire({
    body: '<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>',
  });
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
  const client = new EC2Client({ region: 'us-east-1', endpoint: wire.url, credentials });
  const describe = (Name: string, value: string) =>
    client.send(new DescribeInstancesCommand({ Filters: [{ Name, Values: [value] }] }));

  await expect(describe('tag:Env', '\ud800')).rejects.toThrow('URI malformed');
  await describe('tag:Team', 'web');

  expect(wire.requests.map(({ body }) => body)).toEqual([
    'Action=DescribeInstances&Version=2016-11-15&Filter.1.Name=tag%3AEnv&Filter.1.Value.1=&Filter.1.Name=tag%3ATeam&Filter.1.Value.1=web',
  ]);
  client.destroy();
  await wire.close();
});
