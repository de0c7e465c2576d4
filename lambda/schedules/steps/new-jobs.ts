import { defined } from '../../../contract/defined';
import type { Caller } from '../../domain/caller';
import type { Selection } from '../../domain/instance';
import { type Job, Phase } from '../../jobs/model';
import { fingerprintOf, jobIdFrom } from '../../jobs/service/job-id';
import type { Schedule } from '../model';
import type { ScheduleAction } from '../rules/upcoming';

/** What the jobs of one firing have in common. */
export interface FiringParts {
  readonly schedule: Schedule;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** In their order. */
  readonly actions: readonly ScheduleAction[];
  readonly caller: Pick<Caller, 'name' | 'tags'>;
  readonly selection: Selection;
  /** The job of an earlier firing that this one waits for. */
  readonly earlier?: string;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/**
 * Makes the jobs of a firing: one for each action, each waiting for the one before it. Their ids are made from the
 * schedule, its revision, the time and the action, so that a repeated firing is the same job.
 */
export function jobsOf({ schedule, at, actions, caller, selection, earlier, now }: FiringParts): readonly Job[] {
  const { name, revision, definition } = schedule;
  const ids = actions.map((action) => jobIdFrom(['schedule', name, revision, at, action]));
  return actions.map((action, i) => {
    const [jobId = '', before = earlier] = [ids[i], ids[i - 1]];
    return {
      jobId,
      action,
      status: 'pending',
      phase: Phase.change,
      region: definition.region,
      requester: {
        name: caller.name,
        ...defined({ tags: caller.tags }),
        requestId: jobId,
      },
      schedule: name,
      ...defined({ compute: schedule.compute, after: before }),
      fingerprint: fingerprintOf([name, revision, at, action]),
      work: { selection },
      createdAt: now,
      updatedAt: now,
    };
  });
}
