import { ChangeAction } from '../../../contract/actions';
import { Operation } from '../../../contract/operations';
import { isInstanceId } from '../../domain/instance';
import { OutcomeKind } from '../../domain/outcome';
import type { PendingStop } from '../../jobs/rules/pending-stops';
import type { Handler, RequestContext } from '../context';
import type { Answer } from '../response';

/** The stops to come by instance; undefined when they could not be read in time. */
type Stops = ReadonlyMap<string, PendingStop> | undefined;

/** Milliseconds after which an answer comes without the stops: the instances are what was asked for. */
const patience = 1_000;

const warning = 'The stops to come could not be read in time: an instance may have one although no stop_at is shown.';

/**
 * Makes a handler's answer show which of its instances are to be stopped, and by which job. The stops are read beside EC2,
 * in one query. With credentials of the caller, whose instances are none of this deployment's, nothing is read.
 */
export function withStopsToCome(handler: Handler): Handler {
  return async (context) => {
    const ids = idsOf(context);
    if (context.credentials !== undefined || context.parameters.dry_run === true || ids?.length === 0) {
      return handler(context);
    }
    const reading = readInTime(context, ids);
    const answer = await handler(context);
    return withStops(answer, await reading);
  };
}

/** The instances that the request names; undefined when it may be about any. */
function idsOf({ operation, parameters, config }: RequestContext): readonly string[] | undefined {
  const { instance_id: ids, tags } = parameters;
  if (ids !== undefined) return ids.filter(isInstanceId);
  const byDefault = operation !== Operation.list && tags === undefined ? config.instanceId : undefined;
  return byDefault === undefined ? undefined : [byDefault];
}

/** Never rejects: whatever keeps the table from answering, the instances are shown. */
async function readInTime({ jobs, region }: RequestContext, ids: readonly string[] | undefined): Promise<Stops> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patience, undefined);
  });
  const reading = jobs()
    .then((loaded) => loaded.stopsToCome(region, ids))
    .catch(() => undefined);
  const stops = await Promise.race([reading, silence]);
  clearTimeout(timer);
  return stops;
}

type Shape = Readonly<Record<string, unknown>>;

function withStops(answer: Answer, stops: Stops): Answer {
  const { body } = answer;
  if (!isShape(body)) return answer;
  const { instance, instances, results } = body;
  const shown = {
    ...body,
    ...(isShape(instance) ? { instance: { ...instance, ...stopOf(instance, stops) } } : {}),
    ...(isShapes(instances) ? { instances: instances.map((one) => ({ ...one, ...stopOf(one, stops) })) } : {}),
    ...(isShapes(results) ? { results: results.map((one) => ({ ...one, ...stopOfRunning(one, stops) })) } : {}),
    ...stopOfRunning(body, stops),
  };
  return { ...answer, body: stops === undefined ? { ...shown, warning } : shown };
}

/** What a start says of an instance that is running already. */
function stopOfRunning(outcome: Shape, stops: Stops): Shape {
  const already = outcome.action === ChangeAction.start && outcome.outcome === OutcomeKind.unchanged;
  return already ? stopOf(outcome, stops) : {};
}

function stopOf({ instance_id: id }: Shape, stops: Stops): Shape {
  const stop = typeof id === 'string' ? stops?.get(id) : undefined;
  return stop === undefined ? {} : { stop_at: stop.stopAt, job_id: stop.jobId };
}

function isShape(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isShapes(value: unknown): value is readonly Shape[] {
  return Array.isArray(value) && value.every(isShape);
}
