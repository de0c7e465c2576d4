import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { defined } from '../contract/defined';
import type { JobStepEvent, JobStepResult } from '../contract/jobs';
import { type Ec2EndpointOf, ec2Over } from './aws/ec2';
import type { Ec2Scope } from './aws/ec2-session';
import { launcherOver } from './aws/launcher';
import { type LoadDocker, lateInstances, lateLauncher } from './compose-compute';
import type { Config } from './config';
import { type Deadline, stepDeadlines } from './domain/deadline';
import type { Rules } from './domain/guards';
import { actionNow } from './jobs/model';
import type { JobEvents } from './jobs/ports';
import type { EndDependencies } from './jobs/service/end';
import { createJobs, type Jobs } from './jobs/service/service';
import { PassingFailure, runStep } from './jobs/steps/run';
import { jobStore } from './jobs/store/jobs';
import { pendingStops } from './jobs/store/pending-stops';
import { stateMachine } from './jobs/store/state-machine';
import type { Records } from './jobs/store/table';
import type { Audit } from './logging/audit';
import type { Log } from './logging/log';
import { countOutcomes, type JobObservation } from './metrics/rows';

export interface JobsOptions {
  readonly config: Config;
  readonly rules: Rules;
  readonly table: Records;
  readonly endpointOf: Ec2EndpointOf;
  /** Containers, where they are controlled in the place of instances. */
  readonly docker?: LoadDocker;
  readonly log: Log;
  readonly audit: Audit;
  readonly onJobEnded: (job: JobObservation & { readonly jobId: string }) => Promise<void>;
}

/** Jobs as HTTP asks for them, and the steps that the state machine asks for. */
export interface ComposedJobs {
  /** Gives one request its jobs. */
  readonly jobs: (scope: Required<Ec2Scope>) => Jobs;
  /**
   * Carries out one step of a job.
   * @param remaining - milliseconds that the function has left
   */
  readonly step: (event: JobStepEvent, remaining: number) => Promise<JobStepResult>;
  /** Gives schedules what they share with jobs. */
  readonly parts: (scope: Required<Ec2Scope>) => EndDependencies & { readonly table: Records };
}

/** Makes jobs and their adapters. Loaded when a request first needs a job: the others do not pay for the clients. */
export function composeJobs(options: JobsOptions): ComposedJobs {
  const { config, rules, table, endpointOf, docker, log, audit, onJobEnded } = options;
  const { region, stateMachineArn, allowedInstanceTypes, guardTag, creatorTag, retrySeconds } = config;
  const machine = stateMachine({ stateMachineArn, region });
  const events = eventsFor({ audit, onJobEnded });
  const depsFor = (deadline: Deadline, scope: Ec2Scope) => ({
    deadline,
    store: jobStore(table.within(deadline)),
    stops: pendingStops(table.within(deadline)),
    machine: machine.within(deadline),
    ec2Of: (of: string) => (docker === undefined ? ec2Over(endpointOf(of), scope) : lateInstances(docker, scope)),
    launcherOf: (of: string) =>
      docker === undefined ? launcherOver(endpointOf(of), scope) : lateLauncher(docker, scope),
    compute: config.compute,
    clock: { now: Date.now, sleep: (milliseconds: number) => setTimeout(milliseconds) },
    rules,
    createRules: { allowedInstanceTypes, creatorTag, ...defined({ guardTag }) },
    retrySeconds,
    events,
  });
  return {
    parts: (scope) => ({ ...depsFor(scope.deadline, scope), table: table.within(scope.deadline) }),
    jobs: (scope) => createJobs(depsFor(scope.deadline, scope)),
    step: async (event, remaining) => {
      const { step, calls } = stepDeadlines(remaining, () => performance.now());
      try {
        return await runStep(event, depsFor(step, { deadline: calls }));
      } catch (error) {
        log.error('fault', {
          job_id: event.job_id,
          step: event.job_step,
          error: error instanceof Error ? error.stack : 'not an error',
        });
        // Step Functions keeps what is thrown in the execution's history: nothing of the fault may be in it but its kind.
        const detail = 'The step failed. The log of the function has the cause.';
        throw error instanceof PassingFailure ? new PassingFailure(detail) : new Error(detail);
      }
    },
  };
}

function eventsFor({ audit, onJobEnded }: Pick<JobsOptions, 'audit' | 'onJobEnded'>): JobEvents {
  return {
    intended(job, instanceIds) {
      const { jobId, region, requester } = job;
      const { name: caller, requestId, sourceIp } = requester;
      const action = actionNow(job);
      audit.intended({
        jobId,
        requestId,
        caller,
        ...defined({ sourceIp }),
        action,
        region,
        instanceIds,
      });
    },
    outcomes(job, results) {
      const { jobId, region, requester } = job;
      const { name: caller, requestId, sourceIp } = requester;
      audit.job({
        jobId,
        requestId,
        caller,
        ...defined({ sourceIp }),
        action: actionNow(job),
        region,
        outcomes: results,
      });
    },
    ended: ({ jobId, action, status }, results) =>
      onJobEnded({ jobId, action, status, outcomes: countOutcomes(results) }),
  };
}
