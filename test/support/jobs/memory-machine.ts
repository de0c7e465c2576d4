import { isJobStep, type JobStepEvent } from '../../../contract/jobs';
import type { JobMachine, JobRun } from '../../../lambda/jobs/ports';
import type { ExecutionState } from '../../../lambda/jobs/rules/end';
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
  const nameOf = ({ jobId, run }: JobRun): string => (run === undefined ? jobId : `${jobId}-${run}`);
  const of = (name: string): Execution => {
    const execution = executions.get(name);
    if (execution === undefined) throw new Error(`no execution of ${name}`);
    return execution;
  };
  const lastOf = (jobId: string): string =>
    [...executions.keys()].filter((name) => name.startsWith(jobId)).at(-1) ?? jobId;
  const run = async (name: string, jobId: string, tally: Tally): Promise<string> => {
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
        stopped: () => of(name).state !== 'running',
      },
      tally,
    );
    const execution = of(name);
    if (execution.state === 'running') execution.state = status === 'SUCCEEDED' ? 'succeeded' : 'failed';
    return execution.state;
  };
  return {
    start: async (job) => {
      await new Promise(setImmediate);
      const name = nameOf(job);
      if (executions.has(name)) return;
      const tally = emptyTally();
      const finished = new Promise<string>((resolve, reject) => {
        setImmediate(() => run(name, job.jobId, tally).then(resolve, reject));
      });
      finished.catch(() => {});
      executions.set(name, { state: 'running', tally, finished });
    },
    stop: async (job) => {
      await new Promise(setImmediate);
      const execution = executions.get(nameOf(job));
      if (execution?.state === 'running') execution.state = 'aborted';
    },
    state: async (job) => {
      await new Promise(setImmediate);
      return executions.get(nameOf(job))?.state ?? 'unknown';
    },
    finished: async (jobId) => {
      for (let name = lastOf(jobId); ; name = lastOf(jobId)) {
        const how = await of(name).finished;
        if (lastOf(jobId) === name) return how;
      }
    },
    tally: (jobId) => of(lastOf(jobId)).tally,
    break: (jobId, state) => {
      of(lastOf(jobId)).state = state;
    },
  };
}
