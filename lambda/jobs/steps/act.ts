import { ChangeAction } from '../../../contract/actions';
import { defined } from '../../../contract/defined';
import { chunkSize } from '../../../contract/jobs';
import type { Instance } from '../../domain/instance';
import { declined, reasonOf } from '../../domain/outcome';
import { Problem } from '../../domain/problem';
import { act } from '../../instances/act';
import { type Planned, plan, settled } from '../../instances/plan';
import { actionNow, type Job, type JobEntry, Phase, Stage } from '../model';
import type { ChunkWrite } from '../ports';
import {
  afterAction,
  afterFailure,
  afterLackOfTime,
  afterPlan,
  worthRetrying,
  worthRetryingLater,
} from '../rules/entry';
import type { StepDependencies } from './dependencies';
import type { Keepers } from './keepers';
import { stopExemptions } from './stop-exemptions';

/**
 * Acts on the due instances of chunks, at most 50, with one Describe and one changing call. Each intention is saved
 * before, so that the step can be killed and repeated at any point. What there was no time to ask is as due afterwards
 * as before.
 * @param keepers - who keeps instances on, where the step has found that out already
 * @returns the chunks as they are then
 * @see docs/decisions/0014
 */
export async function actOnChunks(
  deps: StepDependencies,
  job: Job,
  chunks: readonly ChunkWrite[],
  keepers?: Keepers,
): Promise<readonly ChunkWrite[]> {
  const { ec2Of, rules, retrySeconds, clock, store, events } = deps;
  const action = actionNow(job);
  const due = chunks.flatMap(({ entries }) => entries).filter(isDue);
  if (due.length === 0 || action === 'create') return chunks;
  const passing = job.phase === Phase.stop ? worthRetryingLater : worthRetrying;
  const context = {
    ec2: ec2Of(job.region),
    caller: job.requester,
    rules,
    onIntent: (instances: readonly Instance[]) =>
      events.intended(
        job,
        instances.map(({ instanceId }) => instanceId),
      ),
    isWanted: stillOpen(deps, job),
  };

  const planned = await planOrReason(() =>
    plan(context, action, { kind: 'ids', ids: due.map(({ instanceId }) => instanceId) }, chunkSize, optionsOf(job)),
  );
  const left = planned.ok ? await stopExemptions(deps, job, due, planned.plan, keepers) : undefined;
  const decided = eachEntry(chunks, (entry) => {
    if (!isDue(entry)) return entry;
    if (!planned.ok) {
      const failed = declined('failed', action, entry.instanceId, reasonOf(planned.problem));
      if (failed.reason?.cutShort) return afterLackOfTime(entry, failed, clock.now());
      return afterFailure(entry, failed, retrySeconds, clock.now(), passing);
    }
    const item = planned.plan.get(entry.instanceId);
    if (item === undefined) return entry;
    const outcome = settled(action, item);
    if (outcome?.reason?.cutShort) return afterLackOfTime(entry, outcome, clock.now());
    return left?.get(entry.instanceId) ?? afterPlan(entry, item, action, clock.now());
  });
  await store.saveChunks(job.jobId, decided);

  const allowed = planned.ok
    ? readyOf(
        planned.plan,
        decided.flatMap(({ entries }) => entries),
      )
    : [];
  // A last look, which is a write: a job that has been cancelled meanwhile must not change anything any more.
  const goesOn = allowed.length === 0 || (await store.update(job.jobId, {}));
  const ready = goesOn ? allowed : [];
  const outcomes = new Map(
    (await act(context, action, ready, optionsOf(job))).map((outcome) => [outcome.instanceId, outcome]),
  );
  const found = new Map(due.map((entry) => [entry.instanceId, entry]));
  const acted = eachEntry(decided, (entry) => {
    const outcome = outcomes.get(entry.instanceId);
    if (outcome === undefined) return entry;
    const before = found.get(entry.instanceId);
    switch (outcome.reason?.cutShort) {
      case 'unasked':
        return afterLackOfTime(before ?? entry, outcome, clock.now());
      case 'unanswered':
        // It may have been asked for, which the next step can see by the instance. A reboot leaves no trace.
        if (action !== ChangeAction.reboot) return afterLackOfTime(entry, outcome, clock.now());
    }
    return afterAction(entry, action, outcome, retrySeconds, clock.now(), passing);
  });
  if (ready.length > 0) await store.saveChunks(job.jobId, acted);
  events.outcomes(
    job,
    acted.flatMap(({ entries }) =>
      entries
        .filter((entry) => found.has(entry.instanceId) && entry.keptBy === undefined && !isDue(entry))
        .flatMap(({ result }) => result ?? []),
    ),
  );
  return acted;
}

/** Milliseconds between two looks whether a job has been cancelled while one call follows the other: each look is a write. */
const betweenLooks = 2_000;

/** Finds out, now and then, whether nobody has ended the job meanwhile. A look that fails is no sign that somebody has. */
function stillOpen({ store, clock }: StepDependencies, { jobId }: Job): () => Promise<boolean> {
  let [looked, open] = [clock.now(), true];
  return async () => {
    if (!open || clock.now() - looked < betweenLooks) return open;
    looked = clock.now();
    open = await store.update(jobId, {}).catch(() => true);
    return open;
  };
}

function eachEntry(chunks: readonly ChunkWrite[], next: (entry: JobEntry) => JobEntry): readonly ChunkWrite[] {
  return chunks.map(({ chunk, entries }) => ({ chunk, entries: entries.map(next) }));
}

type PlanOrReason =
  | { readonly ok: true; readonly plan: ReadonlyMap<string, Planned> }
  | { readonly ok: false; readonly problem: Problem };

async function planOrReason(read: () => Promise<readonly Planned[]>): Promise<PlanOrReason> {
  try {
    return { ok: true, plan: new Map((await read()).map((item) => [item.instanceId, item])) };
  } catch (error) {
    if (error instanceof Problem) return { ok: false, problem: error };
    throw error;
  }
}

function readyOf(plan: ReadonlyMap<string, Planned>, decided: readonly JobEntry[]) {
  return decided.flatMap(({ instanceId, stage }) => {
    const item = plan.get(instanceId);
    return stage === Stage.asked && item?.verdict.kind === 'act' && item.instance !== undefined ? [item.instance] : [];
  });
}

/** Returns the options of a requested stop; the stop of `stop_after` has none. */
function optionsOf({ work, phase }: Job) {
  if (phase === Phase.stop) return {};
  const { force, hibernate } = work;
  return defined({ force, hibernate });
}

/** Checks whether a step must act on the entry. One that is `asked` belongs to a step that was killed. */
export function isDue({ stage }: JobEntry): boolean {
  return stage === Stage.todo || stage === Stage.asked;
}

/**
 * Groups the chunks with due instances into batches of at most a chunk's worth of due instances: when the instances of
 * a fleet become ready one by one, a batch is still one step and two EC2 calls for many of them.
 * @returns numbers of chunks
 * @see docs/decisions/0016
 */
export function dueBatches(chunks: readonly (readonly JobEntry[])[]): readonly (readonly number[])[] {
  const batches: number[][] = [];
  let room = 0;
  chunks.forEach((entries, chunk) => {
    const due = entries.filter(isDue).length;
    if (due === 0) return;
    const last = batches.at(-1);
    if (last === undefined || due > room) {
      batches.push([chunk]);
      room = chunkSize - due;
    } else {
      last.push(chunk);
      room -= due;
    }
  });
  return batches;
}
