import {
  DescribeExecutionCommand,
  type ExecutionStatus,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { serviceCall, serviceClientConfig } from '../../aws/service';
import type { JobMachine, JobRun } from '../ports';
import { ExecutionState } from '../rules/conclusion';

export interface StateMachineOptions {
  readonly stateMachineArn: string;
  readonly region: string;
  /** @default - what the SDK resolves: `AWS_ENDPOINT_URL_SFN`, `AWS_ENDPOINT_URL`, or the region's own endpoint */
  readonly endpoint?: string;
}

/** Milliseconds. */
const requestTimeout = 5_000;

/**
 * Runs jobs in AWS Step Functions. The first execution of a job has its id for a name, and each that takes the place of
 * another adds a number, so that none is started twice.
 */
export function stateMachine({ stateMachineArn, ...options }: StateMachineOptions): JobMachine {
  const client = new SFNClient(serviceClientConfig({ ...options, requestTimeout }));
  const arnOf = (run: JobRun) => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${nameOf(run)}`;
  return {
    start: (run) =>
      // A known name with the same input is taken quietly while the execution runs; after that, and by emulators
      // always, it is refused. Either way the job has been started, and must not be again.
      ignoringErrors(alreadyStarted, () =>
        client.send(new StartExecutionCommand({ stateMachineArn, name: nameOf(run), input: inputOf(run.jobId) })),
      ),
    stop: (run) =>
      ignoringErrors(alreadyOver, () => client.send(new StopExecutionCommand({ executionArn: arnOf(run) }))),
    state: async (run) => {
      try {
        const command = new DescribeExecutionCommand({ executionArn: arnOf(run) });
        const { status } = await serviceCall('Step Functions', () => client.send(command));
        return status === undefined ? ExecutionState.running : states[status];
      } catch (error) {
        if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return ExecutionState.unknown;
        throw error;
      }
    },
  };
}

function nameOf({ jobId, run }: JobRun): string {
  return run === undefined ? jobId : `${jobId}-${run}`;
}

/** The same for every start of a job: Step Functions compares it. */
function inputOf(jobId: string): string {
  return JSON.stringify({ job_id: jobId, round: 0 });
}

const alreadyStarted: readonly string[] = ['ExecutionAlreadyExists'];
/** Emulators refuse to stop what has ended; AWS does not mind. */
const alreadyOver: readonly string[] = ['ExecutionDoesNotExist', 'ValidationException'];

async function ignoringErrors(fine: readonly string[], call: () => Promise<unknown>): Promise<void> {
  try {
    await serviceCall('Step Functions', call);
  } catch (error) {
    if (!(error instanceof Error) || !fine.includes(error.name)) throw error;
  }
}

const states: Readonly<Record<ExecutionStatus, ExecutionState>> = {
  RUNNING: ExecutionState.running,
  PENDING_REDRIVE: ExecutionState.running,
  SUCCEEDED: ExecutionState.succeeded,
  FAILED: ExecutionState.failed,
  ABORTED: ExecutionState.aborted,
  TIMED_OUT: ExecutionState.timedOut,
};
