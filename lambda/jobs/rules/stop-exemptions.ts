import { defined } from '../../../contract/defined';
import { InstanceState } from '../../../contract/states';
import type { Instance } from '../../domain/instance';
import { type Outcome, unchanged } from '../../domain/outcome';
import type { Planned } from '../../instances/plan';
import { type Job, type JobEntry, Phase, Stage } from '../model';
import type { PendingStop } from './pending-stops';

/** Milliseconds by which EC2's clock may be ahead of ours; no instance is stopped and started again within so few. */
const clockSkew = 5_000;

/**
 * Gives the outcome of an instance that somebody has stopped and started again: the stop of `stop_after` belongs to the run
 * before, and the job does not end another one. EC2's launch time is that of the last start by anyone, so it distinguishes
 * the runs; a reboot does not change it.
 * @returns undefined for an instance that the job may stop
 * @see docs/decisions/0015
 */
export function restartedSince(job: Pick<Job, 'phase' | 'stopAt' | 'work'>, instance?: Instance): Outcome | undefined {
  if (job.phase !== Phase.stop || instance === undefined || !isUp(instance)) return undefined;
  if (!isLaterRun(job, instance)) return undefined;
  const warning = `Not stopped: it was stopped before the time was over, and started again at ${instance.launchTime}.`;
  return { ...unchanged(instance, 'stop'), warning };
}

/** Does the instance run anew since the run that a `stop_after` was meant for? Not known before that one has begun. */
export function isLaterRun({ stopAt, work }: Pick<Job, 'stopAt' | 'work'>, { launchTime }: Instance): boolean {
  if (stopAt === undefined || work.stopAfterSeconds === undefined || launchTime === null) return false;
  const began = Date.parse(stopAt) - work.stopAfterSeconds * 1000;
  return Date.parse(launchTime) > began + clockSkew;
}

/**
 * Exempts an instance that somebody terminated before the time of `stop_after` was over.
 * @returns undefined for an instance that is there, or that the job's caller does not see any more
 */
export function alreadyTerminated({ instanceId, instance, verdict }: Planned) {
  const warning = 'Not stopped: it was terminated before the time was over.';
  if (instance === undefined) {
    const unknown = { instanceId, action: 'stop', previousState: null, currentState: null, ip: null } as const;
    return { ...unknown, outcome: 'unchanged', warning } satisfies Outcome;
  }
  const terminated = verdict.kind === 'refused' && verdict.reason.code === 'instance_terminated';
  return terminated ? { ...unchanged(instance, 'stop'), warning } : undefined;
}

/** Exempts an instance from the stop of a schedule, because a `stop_after` keeps it on. */
export function keptUntil(instance: Instance, { jobId, stopAt }: Pick<PendingStop, 'jobId' | 'stopAt'>): Outcome {
  return { ...unchanged(instance, 'stop'), warning: `Not stopped: the job ${jobId} keeps it on until ${stopAt}.` };
}

/** Words the warning of an instance whose stop is left to another job. */
export function takenOverWarning(jobId: string): string {
  return `The job ${jobId} says when it is stopped now.`;
}

/** Checks whether the instance is running or pending. */
export function isUp(instance: Instance | undefined): boolean {
  return instance?.state === InstanceState.running || instance?.state === InstanceState.pending;
}

/** Checks whether the job has started the instance, and must stop it again. */
export function isStoppable({ instanceId, stage, result, startResult }: JobEntry): boolean {
  return (
    instanceId !== '' &&
    stage === Stage.settled &&
    startResult === undefined &&
    result !== undefined &&
    result.reason === undefined
  );
}

/** Leaves the stop of an instance to another job for as long as that job lives. */
export function takenOverBy({ instanceId, startResult, result, stageEnteredAt }: JobEntry, keeper: string): JobEntry {
  const started = startResult ?? result;
  return {
    instanceId,
    stage: Stage.settled,
    stageEnteredAt,
    ...defined({ result: started && { ...started, warning: takenOverWarning(keeper) } }),
    keptBy: keeper,
  };
}

/** Makes the entry of an instance that the job stops now. */
export function toBeStopped({ instanceId, result, keptBy }: JobEntry, now: number): JobEntry {
  const { warning, ...rest } = result ?? {};
  // The warning of one that was left to another job is no longer true.
  const startResult = keptBy === undefined ? result : (rest as typeof result);
  return { instanceId, stage: Stage.todo, stageEnteredAt: now, ...defined({ startResult }) };
}
