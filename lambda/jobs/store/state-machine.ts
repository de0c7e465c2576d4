import {
  DescribeExecutionCommand,
  type ExecutionStatus,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type Service, service } from '../../aws/service';
import type { Deadline } from '../../domain/deadline';
import type { JobMachine, JobRun } from '../ports';
import { ExecutionState } from '../rules/end';

export interface StateMachineOptions {
  readonly stateMachineArn: string;
  readonly region: string;
  /** @default - what the SDK resolves: `AWS_ENDPOINT_URL_SFN`, `AWS_ENDPOINT_URL`, or the region's own endpoint */
  readonly endpoint?: string;
}

/** Milliseconds. */
const requestTimeout = 5_000;

/** Runs jobs, and does so within a deadline where a request or a step has one. */
export interface KeptMachine extends JobMachine {
  within(deadline: Deadline): JobMachine;
}

/**
 * Runs jobs in AWS Step Functions. The first execution of a job has its id for a name, and each that takes the place of
 * another adds a number, so that none is started twice.
 */
export function stateMachine({ stateMachineArn, ...options }: StateMachineOptions): KeptMachine {
  const name = 'Step Functions';
  const kept = service({ name, make: (config) => new SFNClient(config), requestTimeout, ...options });
  return {
    ...machineOver(kept, stateMachineArn),
    within: (deadline) => machineOver(kept.within(deadline), stateMachineArn),
  };
}

function machineOver({ call }: Service<SFNClient>, stateMachineArn: string): JobMachine {
  const arnOf = (run: JobRun) => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${nameOf(run)}`;
  return {
    start: (run) => {
      const command = new StartExecutionCommand({ stateMachineArn, name: nameOf(run), input: inputOf(run.jobId) });
      // A known name with the same input is taken quietly while the execution runs; after that, and by emulators
      // always, it is refused. Either way the job has been started, and must not be again.
      return ignoringErrors(alreadyStarted, () => call((client, options) => client.send(command, options)));
    },
    stop: (run) => {
      const command = new StopExecutionCommand({ executionArn: arnOf(run) });
      return ignoringErrors(alreadyOver, () => call((client, options) => client.send(command, options)));
    },
    state: async (run) => {
      try {
        const command = new DescribeExecutionCommand({ executionArn: arnOf(run) });
        const { status } = await call((client, options) => client.send(command, options));
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

/** Makes the input of an execution, the same for every start of a job: Step Functions compares it. */
function inputOf(jobId: string): string {
  return JSON.stringify({ job_id: jobId, round: 0 });
}

const alreadyStarted: readonly string[] = ['ExecutionAlreadyExists'];
/** Emulators refuse to stop what has ended; AWS does not mind. */
const alreadyOver: readonly string[] = ['ExecutionDoesNotExist', 'ValidationException'];

async function ignoringErrors(fine: readonly string[], call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
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
