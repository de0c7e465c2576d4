import { DescribeInstancesCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { controlledInstance } from '../../../scripts/deployment/controlled-instance';
import { readSettings } from '../../../scripts/settings/settings';
import { quietSteps } from '../support/steps';

const ec2 = mockClient(EC2Client);
const id = 'i-0123456789abcdef0';

beforeEach(() => ec2.reset());

function controlled(variables: Readonly<Record<string, string>>) {
  const { steps, done } = quietSteps();
  const found = controlledInstance(readSettings(variables), steps, new EC2Client({ region: 'us-east-1' }));
  return { found, done };
}

const answer = (instance: string, state: 'running' | 'terminated') => ({
  Reservations: [{ Instances: [{ InstanceId: instance, State: { Name: state } }] }],
});
const refusal = (name: string): Error => Object.assign(new Error('no'), { name });

test('an instance that is named is looked up', async () => {
  ec2.on(DescribeInstancesCommand).resolves(answer(id, 'running'));

  const { found, done } = controlled({ INSTANCE_ID: id });

  expect(await found).toBe(id);
  expect(done).toEqual([`Find the instance to control: ${id}, running`]);
});

test.each([
  ['is not there', () => ec2.on(DescribeInstancesCommand).rejects(refusal('InvalidInstanceID.NotFound')), 'no such'],
  [
    'is another one',
    () => ec2.on(DescribeInstancesCommand).resolves(answer('i-0123456789abcdef1', 'running')),
    'no such',
  ],
  ['is terminated', () => ec2.on(DescribeInstancesCommand).resolves(answer(id, 'terminated')), 'it is terminated'],
])('a named instance that %s stops the deployment', async (_what, prepare, why) => {
  prepare();

  const { found } = controlled({ INSTANCE_ID: id });

  await expect(found).rejects.toThrow(new RegExp(`INSTANCE_ID is ${id}, but .*${why}.* at http://127.0.0.1:4566\\.`));
});

test('on AWS, who may deploy but not look at instances deploys all the same', async () => {
  ec2.on(DescribeInstancesCommand).rejects(refusal('UnauthorizedOperation'));

  const { found, done } = controlled({ INSTANCE_ID: id, TARGET: 'aws', AWS_REGION: 'eu-west-1' });

  expect(await found).toBe(id);
  expect(done).toEqual([`Find the instance to control: ${id}, of unknown state`]);
});

test('on AWS, credentials that are refused are told as such', async () => {
  ec2.on(DescribeInstancesCommand).rejects(refusal('ExpiredToken'));

  const { found } = controlled({ INSTANCE_ID: id, TARGET: 'aws', AWS_REGION: 'eu-west-1' });

  await expect(found).rejects.toThrow('AWS refused the credentials');
});

test('without a name an emulator gets one, and AWS none', async () => {
  ec2.on(DescribeInstancesCommand).resolves({ Reservations: [] });
  ec2.on(RunInstancesCommand).resolves({ Instances: [{ InstanceId: id }] });

  expect(await controlled({ TARGET: 'aws', AWS_REGION: 'eu-west-1' }).found).toBeUndefined();
  expect(ec2.calls()).toHaveLength(0);
  expect(await controlled({}).found).toBe(id);
});
