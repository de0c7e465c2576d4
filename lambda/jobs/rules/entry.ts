import { ChangeAction } from '../../../contract/actions';
import { defined } from '../../../contract/defined';
import type { ProblemCode } from '../../../contract/problems';
import type { InstanceState } from '../../../contract/states';
import { type Instance, reasonText } from '../../domain/instance';
import type { Outcome } from '../../domain/outcome';
import { finalState, isTransitional, transition } from '../../domain/transitions';
import { type Planned, settled } from '../../instances/plan';
import { type JobEntry, Stage } from '../model';
import { deadline } from './schedule';

/** Makes the entry of an instance that is new to the job. */
export function newEntry(instanceId: string, now: number): JobEntry {
  return { instanceId, stage: Stage.todo, stageEnteredAt: now };
}

/**
 * Moves an entry on by what is planned for its instance. The stage `asked` is saved before EC2 is called: when a step is
 * killed after the call, the repeated step finds the instance on its way and knows that the job itself caused it.
 */
export function afterPlan(entry: JobEntry, planned: Planned, action: ChangeAction, now: number): JobEntry {
  const { instance, verdict } = planned;
  const outcome = settled(action, planned);
  const repeated = entry.stage === Stage.asked;
  switch (verdict.kind) {
    case 'act':
      if (instance === undefined || repeated) return entry;
      return { ...entry, stage: Stage.asked, stageEnteredAt: now, stateBeforeCall: seenBefore(instance) };
    case 'unchanged': {
      if (instance === undefined || outcome === undefined) return entry;
      const result = repeated ? setGoing(entry, outcome) : outcome;
      const stateBeforeCall = repeated ? {} : { stateBeforeCall: seenBefore(instance) };
      return arrived({ ...entry, ...stateBeforeCall }, result, instance.state, action, now);
    }
    case 'refused':
      if (verdict.jobWaits) return waiting(entry, now);
      if (repeated && action === ChangeAction.delete && instance === undefined) return settle(entry, gone(entry), now);
      return outcome === undefined ? entry : settle(entry, outcome, now);
  }
}

/**
 * Moves an entry on by EC2's answer.
 * @param retries - seconds before each retry after a lack of capacity or throttling
 * @param passing - the reasons that are worth a retry
 */
export function afterAction(
  entry: JobEntry,
  action: ChangeAction,
  outcome: Outcome,
  retries: readonly number[],
  now: number,
  passing = worthRetrying,
): JobEntry {
  const { currentState, reason } = outcome;
  if (reason === undefined) {
    if (outcome.outcome === 'unchanged' && currentState !== null)
      return arrived(entry, outcome, currentState, action, now);
    // EC2 confirms a reboot in no other way than by accepting it. Anything else is looked at: only that shows the address.
    return action === ChangeAction.reboot ? settle(entry, outcome, now) : watching(entry, outcome, now);
  }
  if (currentState !== null && reason.code === 'instance_busy' && waitsFor(currentState, action)) {
    return waiting(entry, now);
  }
  return afterFailure(entry, outcome, retries, now, passing);
}

/**
 * Moves an entry on when EC2 has refused it: to a retry that is due later, or to its end.
 * @param passing - the reasons that are worth a retry
 * @see docs/decisions/0025
 */
export function afterFailure(
  entry: JobEntry,
  result: Outcome,
  retries: readonly number[],
  now: number,
  passing = worthRetrying,
): JobEntry {
  const { reason } = result;
  if (reason === undefined || !passing.has(reason.code)) return settle(entry, result, now);
  const { attempts = 0 } = entry;
  const pause = retries[attempts];
  if (pause !== undefined) {
    return {
      ...entry,
      stage: Stage.retry,
      stageEnteredAt: now,
      result,
      attempts: attempts + 1,
      due: now + pause * 1000,
    };
  }
  const detail = attempts > 0 ? `${reason.detail} It was tried ${attempts + 1} times.` : reason.detail;
  return settle(entry, { ...result, reason: { ...reason, detail } }, now);
}

/** Steps that may run out of time before an instance fails: a fleet's history must hold, and so must patience. */
const mostPostponed = 20;

/**
 * Leaves an entry to the next step when this one has no time for it.
 * @param before - the entry as the step found it
 * @param outcome - the failure, should this have happened too often
 */
export function afterLackOfTime(before: JobEntry, outcome: Outcome, now: number): JobEntry {
  const { postponed = 0 } = before;
  return postponed < mostPostponed ? { ...before, postponed: postponed + 1 } : settle(before, outcome, now);
}

/** Seconds after which it is asked again for an image that is being got ready. */
const preparing = 2;

/** Schedules a retry of an entry whose image is not ready, until its deadline. */
export function afterPreparing(entry: JobEntry, now: number): JobEntry {
  if (now - entry.stageEnteredAt < deadline.create)
    return { ...entry, stage: Stage.retry, due: now + preparing * 1000 };
  const { instanceId } = entry;
  const detail = `The image was not ready after ${deadline.create / 60_000} minutes.`;
  const reason = { code: 'final_state_not_reached', detail, retryable: true } as const;
  const made = { action: 'create', previousState: null, currentState: null, ip: null } as const;
  return settle(entry, { ...made, instanceId, outcome: 'failed', reason }, now);
}

/** EC2's reasons that pass by themselves, within minutes. */
export const worthRetrying: ReadonlySet<ProblemCode> = new Set([
  'insufficient_capacity',
  'aws_throttled',
  // By EC2 itself, of a state that no Describe shows: that of a Spot request.
  'instance_busy',
]);

/** The codes of a service that is down for the moment. */
export const outages: readonly ProblemCode[] = [
  'aws_unavailable',
  'aws_unreachable',
  'aws_timeout',
  'docker_unreachable',
];

/** The reasons to retry the stop of `stop_after`, which nobody would request again: outages, too. */
export const worthRetryingLater: ReadonlySet<ProblemCode> = new Set([...worthRetrying, ...outages]);

/** Settles an entry: nothing more happens to it. */
export function settle(entry: JobEntry, result: Outcome, now: number): JobEntry {
  const { due: _, ...rest } = entry;
  return { ...rest, stage: Stage.settled, stageEnteredAt: now, result };
}

/** Checks whether a job must wait until an instance leaves the state before it can act. */
export function waitsFor(state: InstanceState, action: ChangeAction): boolean {
  const next = transition(state, action);
  return next.kind === 'refused' && next.jobWaits;
}

function arrived(entry: JobEntry, result: Outcome, state: InstanceState, action: ChangeAction, now: number): JobEntry {
  if (state === finalState[action]) return settle(entry, result, now);
  const entered = watching(entry, result, now);
  return isTransitional(state) ? { ...entered, transitionSeen: true } : entered;
}

function watching(entry: JobEntry, result: Outcome, now: number): JobEntry {
  const { due: _, transitionSeen: __, ...rest } = entry;
  return { ...rest, stage: Stage.watching, stageEnteredAt: now, result };
}

function waiting(entry: JobEntry, now: number): JobEntry {
  return entry.stage === Stage.waiting ? entry : { ...entry, stage: Stage.waiting, stageEnteredAt: now };
}

function setGoing(entry: JobEntry, outcome: Outcome): Outcome {
  return { ...outcome, outcome: 'changed', previousState: entry.stateBeforeCall?.state ?? outcome.previousState };
}

/** What the job has asked EC2 to terminate, and what is not to be seen any more: emulators forget such instances at once. */
function gone({ instanceId, stateBeforeCall }: JobEntry): Outcome {
  return {
    instanceId,
    action: ChangeAction.delete,
    outcome: 'changed',
    previousState: stateBeforeCall?.state ?? null,
    currentState: 'terminated',
    ip: null,
  };
}

function seenBefore({ state, stateReason }: Instance): NonNullable<JobEntry['stateBeforeCall']> {
  return { state, ...defined({ reason: stateReason && reasonText(stateReason) }) };
}
