import { InstanceState } from '../../contract/states';
import type { Instance } from './instance';
import { type Job, Phase } from './job';
import { type Outcome, unchanged } from './outcome';

/** Milliseconds by which EC2's clock may be ahead of ours; no instance is stopped and started again within so few. */
const clockSkew = 5_000;

/**
 * The outcome of an instance whose run the stop of `stop_after` was meant for is over: somebody has stopped it and started
 * it again, and that run is not the job's to end. EC2's launch time is that of the last start, so it tells the runs apart
 * whoever made them; a reboot leaves it as it is.
 * @returns undefined for an instance that the job may stop
 */
export function newRun(job: Pick<Job, 'phase' | 'stopAt' | 'work'>, instance: Instance): Outcome | undefined {
  const { phase, stopAt, work } = job;
  if (phase !== Phase.stop || stopAt === undefined || work.stopAfterSeconds === undefined) return undefined;
  if (instance.state !== InstanceState.running && instance.state !== InstanceState.pending) return undefined;
  const began = Date.parse(stopAt) - work.stopAfterSeconds * 1000;
  if (Date.parse(instance.launchTime) <= began + clockSkew) return undefined;
  const warning = `Not stopped: it was stopped before the time was over, and started anew at ${instance.launchTime}.`;
  return { ...unchanged(instance, 'stop'), warning };
}
