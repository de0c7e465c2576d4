import { jobMessage } from '../../jobs/message';
import { hasEnded, type JobEntry, type JobResult, Stage } from '../../jobs/model';
import { resultsOf } from '../../jobs/rules/verdict';
import type { JobView } from '../../jobs/service/read';
import { reasonShape } from '../shapes';

type Shape = Readonly<Record<string, unknown>>;

/** A job as section 5 of the contract has it, with one page of its instances. */
export function jobShape({ job, entries, instanceIds, next }: JobView): Shape {
  const { jobId, error } = job;
  const [first] = entries;
  const single = (job.total ?? instanceIds.length) === 1;
  return {
    job_id: jobId,
    task_id: jobId,
    action: job.action,
    status: job.status,
    message: jobMessage(job, instanceIds, first),
    region: job.region,
    ip: single ? (first?.result?.ip ?? null) : null,
    instance_ids: instanceIds,
    results: entries.flatMap((entry) => entryShapes(entry, hasEnded(job))),
    requested_by: job.requester.name,
    created_at: job.createdAt,
    updated_at: job.updatedAt,
    ...(job.finishedAt === undefined ? {} : { finished_at: job.finishedAt }),
    ...(job.stopAt === undefined ? {} : { stop_at: job.stopAt }),
    ...(error === undefined
      ? {}
      : {
          error: {
            ...reasonShape(error),
            ...(error.instanceId === undefined ? {} : { instance_id: error.instanceId }),
          },
        }),
    ...(next === undefined ? {} : { next_token: next }),
  };
}

/** The results of one instance; of an instance that is to be asked for again also when. */
function entryShapes(entry: JobEntry, ended: boolean): readonly Shape[] {
  const retry = !ended && entry.stage === Stage.retry && entry.due !== undefined;
  return resultsOf(entry).map((result) => ({
    ...resultShape(result),
    ...(retry && entry.due !== undefined ? { retry_at: new Date(entry.due).toISOString() } : {}),
  }));
}

/** One result; `create` has no instance id before it has launched one. */
export function resultShape(result: JobResult): Shape {
  return {
    instance_id: result.instanceId === '' ? null : result.instanceId,
    action: result.action,
    outcome: result.outcome,
    previous_state: result.previousState,
    current_state: result.currentState,
    ip: result.ip,
    ...(result.reason === undefined ? {} : reasonShape(result.reason)),
    ...(result.warning === undefined ? {} : { warning: result.warning }),
  };
}
