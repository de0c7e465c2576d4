import type { JobAction } from '../../../contract/actions';
import { type JobEntry, Stage } from '../model';

/** Seconds before each look at the instances; the last is repeated. */
const waits = [2, 5, 10, 15] as const;

/** Calculates the seconds before the poll of a round; rounds count from 0. */
export function waitSeconds(round: number): number {
  return waits[Math.min(round, waits.length - 1)] ?? 15;
}

const minute = 60_000;

/**
 * Milliseconds after which an instance that has not reached its final state is given up. A stop may take as long as the
 * operating system needs to shut down or to hibernate.
 */
export const deadline: Readonly<Record<JobAction, number>> = {
  start: 15 * minute,
  create: 15 * minute,
  reboot: 5 * minute,
  stop: 30 * minute,
  delete: 30 * minute,
};

/** Milliseconds for which an instance may be in a state that must pass before a job can act: at most that of a stop. */
export const waitingDeadline = deadline.stop;

/**
 * Calculates the seconds until the machine checks again: the next poll while an instance is watched, else the first
 * retry that is due. Never less than one.
 */
export function nextLook(entries: readonly JobEntry[], round: number, now: number): number {
  const polled = entries.some(({ stage }) => stage === Stage.watching || stage === Stage.waiting);
  const dues = entries.flatMap(({ stage, due }) => (stage === Stage.retry && due !== undefined ? [due - now] : []));
  const seconds = [...(polled ? [waitSeconds(round)] : []), ...dues.map((due) => Math.ceil(due / 1000))];
  return Math.max(1, Math.min(...(seconds.length > 0 ? seconds : [waitSeconds(round)])));
}
