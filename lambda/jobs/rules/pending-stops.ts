/**
 * The promise of one job to stop one instance. Every job with a `stop_after` has a record of its own for each of its
 * instances, so no job ever takes another's away: who owns the stop is decided when somebody needs to know.
 * @see docs/decisions/0032
 */
export interface PendingStop {
  readonly instanceId: string;
  readonly jobId: string;
  /** When the job was accepted. RFC 3339, UTC. */
  readonly askedAt: string;
  /** When the instance is to be stopped; counted from the acceptance of the job until the instance runs. RFC 3339, UTC. */
  readonly stopAt: string;
  /** Is `stopAt` final? It is once the instance runs. */
  readonly firm: boolean;
}

/**
 * Finds the job that owns the stop of an instance: of all live jobs that promised it, the one that was accepted last. A
 * job that has ended or is lost owns nothing, so its promise falls back to the one accepted before it.
 * @param stops - every promise for the instance
 * @param isLive - may the job still act?
 */
export function ownerOf(
  stops: readonly PendingStop[],
  isLive: (stop: PendingStop) => boolean,
): PendingStop | undefined {
  return [...stops].sort(lastAcceptedFirst).find(isLive);
}

/**
 * Finds the job that keeps another one from stopping an instance.
 * @param own - the promise of the job that is about to stop it
 * @param isLive - may the job still act? Called for other jobs only, the one accepted last first
 * @returns undefined when the stop is the job's own
 */
export function keeperOf(
  stops: readonly PendingStop[],
  own: Pick<PendingStop, 'jobId' | 'askedAt'>,
  isLive: (stop: PendingStop) => boolean,
): PendingStop | undefined {
  const later = stops.filter((stop) => acceptedBefore(own, stop));
  return ownerOf(later, isLive);
}

const minute = 60_000;
/** Milliseconds between two looks of a job that yields, at least and at most. */
const yielding = { shortest: minute, longest: 60 * minute } as const;

/**
 * Plans the next look of a job that leaves its overdue stop to another: right after the other's time, and meanwhile ever
 * more rarely, in case the other dies without a word. It is late by no more than it has waited already.
 * @param stopAt - when the job itself was to stop the instance
 * @param keptUntil - when the other job is to
 * @param now - milliseconds since 1970, as everything here
 */
export function nextOwnerCheck(stopAt: number, keptUntil: number, now: number): number {
  const afterOther = Math.max(yielding.shortest, keptUntil - now + yielding.shortest);
  const patience = Math.min(yielding.longest, Math.max(yielding.shortest, now - stopAt));
  return now + Math.min(afterOther, patience);
}

/** Checks whether one job was accepted before another. No job is before itself. */
export function acceptedBefore(a: Accepted, b: Accepted): boolean {
  return a.jobId !== b.jobId && lastAcceptedFirst(a, b) > 0;
}

/** Milliseconds by which clocks of the function differ at most. */
const clockSkew = 2_000;

/**
 * Checks whether the time of a pending stop has come, so that its job stops the instance now or has left that to
 * another job.
 */
export function isPastDue({ firm, stopAt }: PendingStop, now: number): boolean {
  return firm && Date.parse(stopAt) <= now + clockSkew;
}

/** Sorts promises by instance. */
export function stopsByInstance(stops: readonly PendingStop[]): ReadonlyMap<string, readonly PendingStop[]> {
  const found = new Map<string, PendingStop[]>();
  for (const stop of stops) found.set(stop.instanceId, [...(found.get(stop.instanceId) ?? []), stop]);
  return found;
}

type Accepted = Pick<PendingStop, 'askedAt' | 'jobId'>;

function lastAcceptedFirst(a: Accepted, b: Accepted): number {
  if (a.askedAt !== b.askedAt) return a.askedAt < b.askedAt ? 1 : -1;
  return a.jobId < b.jobId ? 1 : -1;
}
