import { JobNext, JobStep, passingFailure } from '../../contract/jobs';

/** Batches acted on side by side: EC2 refills the right to about two changing calls a second for a whole account. */
const batchesAtOnce = 4;

/** Longer than the longest `stop_after`, 30 days, with the job around it. */
const longestJobSeconds = 32 * 86_400;

/**
 * Every step can be repeated. One that failed by what passes, in Lambda or in a service that it works with, is for some
 * eight minutes: a stop that was asked for a month ago must not be lost to a bad minute. One that was killed, timed out or
 * failed by something unforeseen is for half a minute.
 * https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html
 */
const retries = [
  {
    ErrorEquals: [
      passingFailure,
      'Lambda.TooManyRequestsException',
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.ClientExecutionTimeoutException',
    ],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxAttempts: 12,
    MaxDelaySeconds: 60,
  },
  { ErrorEquals: ['States.ALL'], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 4, MaxDelaySeconds: 30 },
];

/** What no repetition cures ends the job as failed, and never leaves it hanging. What went wrong stays out of the state. */
const catchAll = [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Give up' }];

/**
 * Defines the job machine in the Amazon States Language: check → (act → check | wait → check | sleep → check | ended).
 * Jobs of one instance and of 5,000 pass the same states, but for the map, and only names and numbers travel.
 * @param functionArn - the function that does the steps
 * @see docs/decisions/0010
 */
export function jobMachineDefinition(functionArn: string) {
  const step = (job_step: JobStep, rest: Readonly<Record<string, unknown>>) => ({
    Type: 'Task',
    Resource: functionArn,
    Parameters: { job_step, 'job_id.$': '$.job_id', ...rest },
    // More than the function may take, so that a step has ended before it is repeated.
    TimeoutSeconds: 60,
    Retry: retries,
  });
  const when = (next: JobNext, Next: string) => ({ Variable: '$.next', StringEquals: next, Next });
  return {
    Comment: 'One job: act on instances, watch them to their final state, and perhaps stop them again later',
    StartAt: 'Check',
    TimeoutSeconds: longestJobSeconds,
    States: {
      Check: { ...step(JobStep.check, { 'round.$': '$.round' }), Catch: catchAll, Next: 'What next?' },
      'What next?': {
        Type: 'Choice',
        Choices: [
          when(JobNext.wait, 'Wait'),
          when(JobNext.done, 'Done'),
          when(JobNext.act, 'Act'),
          when(JobNext.sleep, 'Sleep'),
          when(JobNext.failed, 'Failed'),
        ],
        Default: 'Give up',
      },
      Wait: { Type: 'Wait', SecondsPath: '$.wait', Next: 'Check' },
      Sleep: { Type: 'Wait', TimestampPath: '$.until', Next: 'Check' },
      Act: {
        Type: 'Map',
        ItemsPath: '$.chunks',
        MaxConcurrency: batchesAtOnce,
        ItemSelector: { 'job_id.$': '$.job_id', 'chunks.$': '$$.Map.Item.Value' },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'Act on a batch',
          States: { 'Act on a batch': { ...step(JobStep.act, { 'chunks.$': '$.chunks' }), End: true } },
        },
        ResultPath: null,
        Catch: catchAll,
        Next: 'Check',
      },
      'Give up': {
        ...step(JobStep.fail, {}),
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Failed' }],
        Next: 'Failed',
      },
      Failed: { Type: 'Fail', Error: 'JobFailed', Cause: 'GET /jobs/{name of this execution} has the reason' },
      Done: { Type: 'Succeed' },
    },
  } as const;
}
