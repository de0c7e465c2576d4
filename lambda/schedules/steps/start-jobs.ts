import { ExecutionState } from '../../jobs/rules/end';
import { cancelPending } from '../../jobs/service/cancel';
import type { Schedule } from '../model';
import { tooLate } from '../rules/firing';
import type { TickDependencies } from './dependencies';
import { written } from './written';

/**
 * Starts the jobs that the last firing wrote down, which may be repeated. When the tick that was to do so was killed, and the
 * next one comes over 15 minutes late, what has not begun is missed.
 * @returns the schedule as it is then; undefined when somebody else does it
 */
export async function startJobs(deps: TickDependencies, schedule: Schedule): Promise<Schedule | undefined> {
  const { store, now, jobs } = deps;
  const { last, starting } = schedule;
  const isLate = last !== undefined && Date.parse(last.at) < now() - tooLate;
  const startable = isLate ? await withoutUnbegun(deps, starting) : starting;
  for (const jobId of startable) await jobs.machine.start({ jobId });
  const after = { ...schedule, starting: [] };
  if (last === undefined || startable.length > 0) return written(store, schedule, after);

  const { action, at } = last;
  const count = starting.length;
  const missed = await written(
    store,
    schedule,
    { ...after, last: { action, at, status: 'missed' } },
    { result: 'missed', count },
  );
  if (missed !== undefined) deps.onFiring({ schedule, action, at, result: 'missed', count });
  return missed;
}

/**
 * Cancels the jobs that have no execution.
 * @returns the others
 */
async function withoutUnbegun({ jobs }: TickDependencies, jobIds: readonly string[]): Promise<readonly string[]> {
  const begun: string[] = [];
  for (const jobId of jobIds) {
    const hasExecution = (await jobs.machine.state({ jobId })) !== ExecutionState.unknown;
    // Another tick may have cancelled it already, and been killed.
    if (hasExecution || (await cancelPending(jobs, jobId)) !== 'cancelled') begun.push(jobId);
  }
  return begun;
}
