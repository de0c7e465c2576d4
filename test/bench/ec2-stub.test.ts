import { DescribeInstancesCommand, EC2Client, StopInstancesCommand } from '@aws-sdk/client-ec2';
import { type Ec2Stub, startEc2Stub } from '../../bench/ec2-stub';
import { instanceId } from '../../bench/ec2-xml';

let stub: Ec2Stub;
let client: EC2Client;

beforeAll(async () => {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  stub = await startEc2Stub();
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };
  client = new EC2Client({ region: 'us-east-1', endpoint: stub.url, credentials });
});

afterAll(async () => {
  client.destroy();
  await stub.close();
});

beforeEach(() => {
  stub.takeCalls();
});

test('named instances are described as running, whether by id or by filter', async () => {
  const Values = [instanceId(3), instanceId(250)];

  const byId = await client.send(new DescribeInstancesCommand({ InstanceIds: Values }));
  const byFilter = await client.send(new DescribeInstancesCommand({ Filters: [{ Name: 'instance-id', Values }] }));

  for (const { Reservations = [] } of [byId, byFilter]) {
    const instances = Reservations.flatMap(({ Instances = [] }) => Instances);
    expect(instances.map(({ InstanceId, State }) => [InstanceId, State?.Name])).toEqual(
      Values.map((id) => [id, 'running']),
    );
    expect(instances[0]).toMatchObject({ PublicIpAddress: '203.0.113.3', Tags: expect.arrayContaining([]) });
  }
});

test('pages visit every instance of the fleet once', async () => {
  stub.setFleet(25);
  const seen: (string | undefined)[] = [];
  let NextToken: string | undefined;

  do {
    const page = await client.send(new DescribeInstancesCommand({ MaxResults: 10, NextToken }));
    seen.push(...(page.Reservations ?? []).flatMap(({ Instances = [] }) => Instances.map((one) => one.InstanceId)));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);

  expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => instanceId(index)));
  expect(stub.takeCalls()).toBe(3);
});

test('stopping is accepted for every instance, and counted as one call', async () => {
  const InstanceIds = [instanceId(1), instanceId(2)];

  const { StoppingInstances = [] } = await client.send(new StopInstancesCommand({ InstanceIds }));

  expect(StoppingInstances.map((one) => [one.InstanceId, one.CurrentState?.Name])).toEqual(
    InstanceIds.map((id) => [id, 'stopping']),
  );
  expect(stub.takeCalls()).toBe(1);
});

test("a count of requests in DynamoDB is answered, and is none of EC2's calls", async () => {
  const headers = { 'x-amz-target': 'DynamoDB_20120810.UpdateItem' };

  const answer = await fetch(stub.url, { method: 'POST', headers, body: '{}' });

  expect(await answer.json()).toEqual({});
  expect(stub.takeCalls()).toBe(0);
});
