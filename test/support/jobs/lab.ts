import type { JobStepEvent } from '../../../contract/jobs';
import { noDeadline } from '../../../lambda/domain/deadline';
import type { Rules } from '../../../lambda/domain/guards';
import type { Outcome } from '../../../lambda/domain/outcome';
import type { CreateRules } from '../../../lambda/jobs/create/plan';
import type { Job, JobEntry } from '../../../lambda/jobs/model';
import type { ChangeJobRequest, CreateJobRequest } from '../../../lambda/jobs/ports';
import { createJobs, type Jobs } from '../../../lambda/jobs/service/service';
import { runStep, type StepDependencies } from '../../../lambda/jobs/steps/run';
import { createSimulatedEc2, type SimulatedEc2, type SimulatedEc2Options } from '../ec2/twin';
import { type MemoryMachine, memoryMachine } from './memory-machine';
import { memoryStops } from './memory-stops';
import { entriesOf, type MemoryStore, memoryStore } from './memory-store';
import { simulatedLauncher } from './simulated-launcher';
import { Timeline } from './timeline';

export interface JobLabOptions {
  readonly ec2?: SimulatedEc2Options;
  /** @default - one of its own, by `ec2` */
  readonly world?: SimulatedEc2;
  readonly rules?: Rules;
  readonly createRules?: Partial<CreateRules>;
  /** @default 60, 120, 240 */
  readonly retrySeconds?: readonly number[];
  /** Does a step instead of the function, which it is given. */
  readonly around?: (event: JobStepEvent, step: () => Promise<unknown>) => Promise<unknown>;
  /** Takes the place of what the steps work with. */
  readonly override?: (deps: StepDependencies) => StepDependencies;
}

/** Jobs over a simulated EC2, in simulated time: everything but AWS itself. */
export interface JobLab {
  readonly jobs: Jobs;
  readonly ec2: SimulatedEc2;
  readonly time: Timeline;
  readonly store: MemoryStore;
  readonly machine: MemoryMachine;
  /** What the steps work with. */
  readonly parts: StepDependencies;
  /** Every job that has ended, in order, with its results. */
  readonly ended: readonly { readonly job: Job; readonly results: readonly Outcome[] }[];
  /** Every result that was told of while jobs ran. */
  readonly outcomes: readonly Outcome[];
  submit(request?: Partial<ChangeJobRequest>): Promise<Job>;
  create(request?: Partial<CreateJobRequest>): Promise<Job>;
  /** Lets time pass until the job has ended; gives it and its instances. */
  finished(job: Job): Promise<{ readonly job: Job; readonly entries: readonly JobEntry[] }>;
  now(job: Job): Promise<{ readonly job: Job; readonly entries: readonly JobEntry[] }>;
}

export const caller = { name: 'anyone', actions: ['jobs'] } as const;

export function createJobLab(options: JobLabOptions = {}): JobLab {
  const ec2 = options.world ?? createSimulatedEc2(options.ec2);
  const time = new Timeline(ec2.clock);
  const store = memoryStore(() => time.now());
  const ended: { job: Job; results: readonly Outcome[] }[] = [];
  const outcomes: Outcome[] = [];
  const machine = memoryMachine({
    time,
    step: (event) => {
      const step = () => runStep(event, deps);
      return options.around === undefined ? step() : options.around(event, step);
    },
  });
  const usual: StepDependencies = {
    deadline: noDeadline,
    store,
    stops: memoryStops(),
    machine,
    clock: time,
    ec2Of: ec2.ec2Of,
    launcherOf: (region) => simulatedLauncher(ec2, region),
    rules: options.rules ?? {},
    retrySeconds: options.retrySeconds ?? [60, 120, 240],
    events: {
      intended: () => {},
      outcomes: (_, results) => void outcomes.push(...results),
      ended: (job, results) => void ended.push({ job, results }),
    },
  };
  const deps = options.override?.(usual) ?? usual;
  const createRules = {
    allowedInstanceTypes: [],
    creatorTag: { key: 'ec2-control:created-by', value: 'ec2-control' },
    ...options.createRules,
  };
  // A wait for a job lets time pass.
  const waiting = { now: () => time.now(), sleep: (milliseconds: number) => time.pass(milliseconds) };
  const jobs = createJobs({ ...deps, clock: waiting, createRules });
  const now = async ({ jobId }: Job) => {
    const head = await deps.store.read(jobId);
    if (head === undefined) throw new Error(`there is no job ${jobId}`);
    return { job: head.job, entries: await entriesOf(deps.store, jobId) };
  };
  return {
    jobs,
    ec2,
    time,
    store,
    machine,
    parts: deps,
    ended,
    outcomes,
    now,
    submit: (request) =>
      jobs.submit({
        action: 'start',
        target: { kind: 'ids', ids: [] },
        options: {},
        limit: 5000,
        caller,
        region: 'us-east-1',
        requestId: 'request-1',
        ...request,
      }),
    create: (request) =>
      jobs.submit({ action: 'create', create: {}, caller, region: 'us-east-1', requestId: 'request-1', ...request }),
    finished: async (job) => {
      await time.until(machine.finished(job.jobId));
      return now(job);
    },
  };
}

/** A target of these instances. */
export function ids(...instanceIds: readonly string[]) {
  return { kind: 'ids', ids: instanceIds } as const;
}
