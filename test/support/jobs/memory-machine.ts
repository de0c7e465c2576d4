import { isJobStep, type JobStepEvent } from '../../../contract/jobs';
import type { JobMachine } from '../../../lambda/jobs/ports';
import type { ExecutionState } from '../../../lambda/jobs/rules/conclusion';
import type { Timeline } from './timeline';
import { emptyTally, type Tally, walk } from './walk';

/** The job machine without Step Functions: it walks the deployed definition in simulated time. */
export interface MemoryMachine extends JobMachine {
  /** Settles when the job's execution has ended, and gives how. */
  finished(jobId: string): Promise<string>;
  tally(jobId: string): Tally;
  /** Ends an execution as Step Functions can: from outside, by its time-out, or as a history that is gone. */
  break(jobId: string, state: 'aborted' | 'timedOut' | 'unknown'): void;
}

interface Execution {
  state: ExecutionState;
  readonly tally: Tally;
  readonly finished: Promise<string>;
}

export interface MemoryMachineOptions {
  readonly time: Timeline;
  readonly step: (event: JobStepEvent) => Promise<unknown>;
}

export function memoryMachine({ time, step }: MemoryMachineOptions): MemoryMachine {
  const executions = new Map<string, Execution>();
  const of = (jobId: string): Execution => {
    const execution = executions.get(jobId);
    if (execution === undefined) throw new Error(`no execution of ${jobId}`);
    return execution;
  };
  const run = async (jobId: string, tally: Tally): Promise<string> => {
    // Step Functions begins an execution after it has answered.
    await time.sleep(0);
    const status = await walk(
      { job_id: jobId, round: 0 },
      {
        invoke: (event) => {
          if (!isJobStep(event)) throw new Error(`not a step: ${JSON.stringify(event)}`);
          return time.busy(step(event));
        },
        now: () => time.now(),
        sleep: (milliseconds) => time.sleep(milliseconds),
        stopped: () => of(jobId).state !== 'running',
      },
      tally,
    );
    const execution = of(jobId);
    if (execution.state === 'running') execution.state = status === 'SUCCEEDED' ? 'succeeded' : 'failed';
    return execution.state;
  };
  return {
    start: async (jobId) => {
      await new Promise(setImmediate);
      if (executions.has(jobId)) return;
      const tally = emptyTally();
      const finished = new Promise<string>((resolve, reject) => {
        setImmediate(() => run(jobId, tally).then(resolve, reject));
      });
      finished.catch(() => {});
      executions.set(jobId, { state: 'running', tally, finished });
    },
    stop: async (jobId) => {
      await new Promise(setImmediate);
      const execution = executions.get(jobId);
      if (execution?.state === 'running') execution.state = 'aborted';
    },
    state: async (jobId) => {
      await new Promise(setImmediate);
      return executions.get(jobId)?.state ?? 'unknown';
    },
    finished: (jobId) => of(jobId).finished,
    tally: (jobId) => of(jobId).tally,
    break: (jobId, state) => {
      of(jobId).state = state;
    },
  };
}
