import type { ChangeAction } from '../../contract/actions';
import { chunkSize } from '../../contract/jobs';
import { actionNow, type Job, type JobEntry, Phase, Stage } from '../domain/job';
import {
  afterAction,
  afterDecision,
  afterFailure,
  settle,
  worthRetrying,
  worthRetryingLater,
} from '../domain/job-entry';
import { declined } from '../domain/outcome';
import { Problem } from '../domain/problem';
import { act, reasonOf } from '../operations/act';
import { type Planned, plan, settled } from '../operations/plan';
import type { StepDependencies } from './dependencies';
import { spared } from './spared';

/** Is the entry one that a step has to act on? One that was `asked` belongs to a step that was killed. */
export function isDue({ stage }: JobEntry): boolean {
  return stage === Stage.todo || stage === Stage.asked;
}

/**
 * Acts on the due instances of a chunk: one Describe and one changing call for up to 50 of them. What is about to be
 * asked is written down before, so that the step can be killed and repeated at any point.
 */
export async function actOnChunk(
  deps: StepDependencies,
  job: Job,
  chunk: number,
  entries: readonly JobEntry[],
): Promise<readonly JobEntry[]> {
  const { ec2Of, rules, retrySeconds, clock, store, events } = deps;
  const action = actionNow(job);
  const due = entries.filter(isDue);
  if (due.length === 0 || action === 'create') return entries;
  const passing = job.phase === Phase.stop ? worthRetryingLater : worthRetrying;
  const context = { ec2: ec2Of(job.region), caller: job.requester, rules };

  const planned = await planOrReason(() =>
    plan(context, action, { kind: 'ids', ids: due.map(({ instanceId }) => instanceId) }, chunkSize),
  );
  const left = planned.ok ? await spared(deps, job, due, planned.plan) : undefined;
  const decided = entries.map((entry) => {
    if (!isDue(entry)) return entry;
    if (!planned.ok) {
      const failed = declined('failed', action, entry.instanceId, reasonOf(planned.problem));
      return afterFailure(entry, failed, retrySeconds, clock.now(), passing);
    }
    const item = planned.plan.get(entry.instanceId);
    if (item === undefined) return entry;
    const result = left?.get(entry.instanceId);
    if (result !== undefined) return settle(entry, result, clock.now());
    return afterDecision(entry, decisionOf(action, item), action, clock.now());
  });
  await store.saveChunks(job.jobId, [{ chunk, entries: decided }]);

  const allowed = planned.ok ? readyOf(planned.plan, decided) : [];
  // A last look, which is a write: a job that has been cancelled meanwhile must not change anything any more.
  const goesOn = allowed.length === 0 || (await store.update(job.jobId, {}));
  const ready = goesOn ? allowed : [];
  const outcomes = new Map(
    (await act(context, action, ready, optionsOf(job))).map((outcome) => [outcome.instanceId, outcome]),
  );
  const acted = decided.map((entry) => {
    const outcome = outcomes.get(entry.instanceId);
    return outcome === undefined ? entry : afterAction(entry, outcome, retrySeconds, clock.now(), passing);
  });
  if (ready.length > 0) await store.saveChunks(job.jobId, [{ chunk, entries: acted }]);
  const ids = new Set(due.map(({ instanceId }) => instanceId));
  events.outcomes(
    job,
    acted.flatMap(({ instanceId, result }) => (ids.has(instanceId) && result !== undefined ? [result] : [])),
  );
  return acted;
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

function decisionOf(action: ChangeAction, item: Planned): Parameters<typeof afterDecision>[1] {
  const outcome = settled(action, item);
  return outcome === undefined ? item : { ...item, outcome };
}

function readyOf(plan: ReadonlyMap<string, Planned>, decided: readonly JobEntry[]) {
  return decided.flatMap(({ instanceId, stage }) => {
    const item = plan.get(instanceId);
    return stage === Stage.asked && item?.verdict.kind === 'act' && item.instance !== undefined ? [item.instance] : [];
  });
}

/** The options of a stop that was asked for; the stop of `stop_after` has none. */
function optionsOf({ work, phase }: Job) {
  if (phase === Phase.stop) return {};
  const { force, hibernate } = work;
  return { ...(force === undefined ? {} : { force }), ...(hibernate === undefined ? {} : { hibernate }) };
}
