import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type ExecutionStatus,
  SFNClient,
  SFNServiceException,
  StartExecutionCommand,
  StopExecutionCommand,
  ValidationException,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { stateMachine } from '../../../../lambda/jobs/store/state-machine';

const jobId = '6f94f33b-4764-421d-aa79-094a794fbada';
const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:ec2-control-jobs';
const executionArn = `arn:aws:states:us-east-1:123456789012:execution:ec2-control-jobs:${jobId}`;
const meta = { $metadata: { httpStatusCode: 400 }, message: 'x' };

const sfn = mockClient(SFNClient);
const machine = stateMachine({ stateMachineArn, region: 'us-east-1' });
beforeEach(() => sfn.reset());

test('an execution has the name of its job, and the same input each time', async () => {
  sfn.on(StartExecutionCommand).resolves({});

  await machine.start({ jobId });

  expect(sfn.commandCalls(StartExecutionCommand)[0]?.args[0].input).toEqual({
    stateMachineArn,
    name: jobId,
    input: `{"job_id":"${jobId}","round":0}`,
  });
});

test('an execution that takes the place of another has a number, too', async () => {
  sfn.on(StartExecutionCommand).resolves({});
  sfn.on(StopExecutionCommand).resolves({});

  await machine.start({ jobId, run: 2 });
  await machine.stop({ jobId, run: 1 });

  expect(sfn.commandCalls(StartExecutionCommand)[0]?.args[0].input).toEqual({
    stateMachineArn,
    name: `${jobId}-2`,
    input: `{"job_id":"${jobId}","round":0}`,
  });
  expect(sfn.commandCalls(StopExecutionCommand)[0]?.args[0].input).toEqual({ executionArn: `${executionArn}-1` });
});

test('a job that was started before is left alone', async () => {
  sfn.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(meta));

  await expect(machine.start({ jobId })).resolves.toBeUndefined();
});

test.each([
  ['ExecutionLimitExceeded', 400, 'aws_throttled'],
  ['ThrottlingException', 400, 'aws_throttled'],
  ['AccessDeniedException', 400, 'role_misconfigured'],
  ['InternalServerError', 500, 'aws_unavailable'],
])('%s, with status %i, is the problem %s', async (name, status, code) => {
  const metadata = { httpStatusCode: Number(status) };
  sfn
    .on(StartExecutionCommand)
    .rejects(new SFNServiceException({ name, $fault: 'client', $metadata: metadata, message: 'for operators' }));

  const error: unknown = await machine.start({ jobId }).catch((caught: unknown) => caught);

  expect(error).toMatchObject({ name: 'Problem', code });
  expect((error as { detail: string }).detail).not.toContain('operators');
});

test('a machine that does not exist is a fault of the deployment, not a problem of the caller', async () => {
  const error = new SFNServiceException({ name: 'StateMachineDoesNotExist', $fault: 'client', ...meta });
  sfn.on(StartExecutionCommand).rejects(error);

  await expect(machine.start({ jobId })).rejects.toBe(error);
});

test('an execution is stopped, and one that is over or forgotten is left alone', async () => {
  sfn
    .on(StopExecutionCommand)
    .resolvesOnce({})
    .rejectsOnce(new ExecutionDoesNotExist(meta))
    .rejects(new ValidationException({ ...meta, reason: undefined }));

  await machine.stop({ jobId });
  await machine.stop({ jobId });
  await machine.stop({ jobId });

  expect(sfn.commandCalls(StopExecutionCommand).map(({ args }) => args[0].input)).toEqual(
    Array(3).fill({ executionArn }),
  );
});

test.each([
  ['RUNNING', 'running'],
  ['PENDING_REDRIVE', 'running'],
  ['SUCCEEDED', 'succeeded'],
  ['FAILED', 'failed'],
  ['ABORTED', 'aborted'],
  ['TIMED_OUT', 'timedOut'],
] as const)('%s is %s', async (status: ExecutionStatus, state) => {
  sfn.on(DescribeExecutionCommand).resolves({ status });

  expect(await machine.state({ jobId })).toBe(state);
});

test('an execution that is not known is unknown', async () => {
  sfn.on(DescribeExecutionCommand).rejects(new ExecutionDoesNotExist(meta));

  expect(await machine.state({ jobId })).toBe('unknown');
});
