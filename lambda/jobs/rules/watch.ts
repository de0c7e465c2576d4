import type { ChangeAction, JobAction } from '../../../contract/actions';
import { defined } from '../../../contract/defined';
import { InstanceState } from '../../../contract/states';
import { type Instance, reasonText, type StateReason } from '../../domain/instance';
import type { Reason } from '../../domain/outcome';
import { finalState, isTransitional } from '../../domain/transitions';
import { type JobEntry, Stage } from '../model';
import { settle, waitsFor } from './entry';
import { elsewhere, fellBack, neverShown, overdue, stillBusy, unseen, vanished } from './failures';
import { deadline, waitingDeadline } from './schedule';

/**
 * Moves an entry on by what a poll shows of its instance.
 * @param instance - absent when EC2 shows none
 * @see docs/decisions/0013
 */
export function afterPoll(entry: JobEntry, instance: Instance | undefined, action: JobAction, now: number): JobEntry {
  switch (entry.stage) {
    case Stage.retry:
      return entry.due !== undefined && entry.due <= now ? { ...entry, stage: Stage.todo } : entry;
    case Stage.waiting:
      return action === 'create' ? entry : afterWaiting(entry, instance, action, now);
    case Stage.watching:
      return afterWatching(entry, instance, action, now);
    default:
      return entry;
  }
}

/**
 * Keeps an entry for another poll when its instance cannot be described, until its deadline.
 * @param why - why it cannot
 */
export function afterFailedPoll(entry: JobEntry, why: Reason, action: JobAction, now: number): JobEntry {
  if (entry.stage === Stage.retry) return afterPoll(entry, undefined, action, now);
  const limit = entry.stage === Stage.waiting ? waitingDeadline : deadline[action];
  const open = entry.stage === Stage.watching || entry.stage === Stage.waiting;
  if (!open || now - entry.stageEnteredAt < limit) return entry;
  return settle(entry, unseen(entry, action, why), now);
}

function afterWaiting(entry: JobEntry, instance: Instance | undefined, action: ChangeAction, now: number): JobEntry {
  const gone = instance === undefined && now - entry.stageEnteredAt >= stale.neverSeen;
  if (gone || (instance !== undefined && !waitsFor(instance.state, action))) return { ...entry, stage: Stage.todo };
  if (now - entry.stageEnteredAt < waitingDeadline) return entry;
  return settle(entry, stillBusy(entry, instance, action), now);
}

/** Milliseconds for which a Describe may show the past after EC2 has accepted a change (eventual consistency). */
const stale = { seenMoving: 10_000, neverSeen: 30_000, neverSeenMoving: 60_000 } as const;
/** Milliseconds for which EC2 may not show an instance that it has just launched: to give it up early would hide its cost. */
const newlyLaunched = 5 * 60_000;
/** Milliseconds for which a running instance may lack its public address before it is taken to have none. */
const addressGrace = 4_000;

function afterWatching(entry: JobEntry, instance: Instance | undefined, action: JobAction, now: number): JobEntry {
  const final = action === 'create' ? InstanceState.running : finalState[action];
  const late = now - entry.stageEnteredAt >= deadline[action];
  if (instance === undefined) {
    // EC2 shows a terminated instance for about an hour, emulators for less.
    if (action === 'delete') return settle(entry, reached(entry, InstanceState.terminated, null), now);
    const hidden = now - entry.stageEnteredAt;
    if (action === 'create' && !entry.transitionSeen)
      return hidden >= newlyLaunched ? settle(entry, neverShown(entry, newlyLaunched), now) : entry;
    return hidden >= stale.neverSeen ? settle(entry, vanished(entry, final), now) : entry;
  }
  const { state, ip } = instance;
  if (state === final) {
    if (instance.onProbation && isUpward(action) && !late) return withStateSeen(entry, instance);
    if (action === 'create' && ip === null && !instance.addressIsFinal && !late) {
      const runningSince = entry.runningSince ?? now;
      if (now - runningSince < addressGrace) return { ...withStateSeen(entry, instance), runningSince };
    }
    return settle(entry, reached(entry, state, ip, instance.notice), now);
  }
  if (cannotArrive(entry, instance, action, now)) {
    const why = action === 'start' || action === 'create' ? fellBack : elsewhere;
    return settle(entry, why(entry, instance, final), now);
  }
  return late ? settle(entry, overdue(entry, instance, final, deadline[action]), now) : withStateSeen(entry, instance);
}

/** Checks whether the instance is in a state from which it does not reach the final one by itself. */
function cannotArrive(entry: JobEntry, { state, stateReason }: Instance, action: JobAction, now: number): boolean {
  const elapsed = now - entry.stageEnteredAt;
  const beyondDoubt = elapsed >= (entry.transitionSeen ? stale.seenMoving : stale.neverSeenMoving);
  switch (action) {
    case 'start':
    case 'create':
      if (state === InstanceState.terminated || state === InstanceState.shuttingDown) return true;
      // Before the change shows, a Describe still says `stopped`; another reason than before tells that it is new.
      return state === InstanceState.stopped && (beyondDoubt || isNew(stateReason, entry));
    case 'stop':
      if (state === InstanceState.terminated || state === InstanceState.shuttingDown) return true;
      // Somebody has started it again; right after the call a Describe may still say `running`.
      if (state === InstanceState.pending) return true;
      return state === InstanceState.running && entry.transitionSeen === true && beyondDoubt;
    case 'delete':
    case 'reboot':
      return false;
  }
}

function isUpward(action: JobAction): boolean {
  return action === 'start' || action === 'create';
}

function isNew(reason: StateReason | undefined, { stateBeforeCall }: JobEntry): boolean {
  return reason !== undefined && reasonText(reason) !== stateBeforeCall?.reason;
}

/**
 * Adds to an entry the state and address that a poll shows; returns the same object when nothing is new, so that
 * nothing is written.
 */
function withStateSeen(entry: JobEntry, { state, ip }: Instance): JobEntry {
  const { result } = entry;
  if (result === undefined) return entry;
  // EC2's own answer to the change said where it was going; that it has gone there only a look can show.
  const news = isTransitional(state) && entry.transitionSeen === undefined ? { transitionSeen: true as const } : {};
  if (result.currentState === state && result.ip === ip)
    return 'transitionSeen' in news ? { ...entry, ...news } : entry;
  return { ...entry, ...news, result: { ...result, currentState: state, ip } };
}

function reached(
  entry: JobEntry,
  currentState: InstanceState,
  ip: string | null,
  warning?: string,
): NonNullable<JobEntry['result']> {
  const { result } = entry;
  if (result === undefined) throw new Error(`${entry.instanceId} is watched without a result`);
  return { ...result, currentState, ip, ...defined({ warning }) };
}
