import { ChangeAction } from '../../../contract/actions';
import { Operation } from '../../../contract/operations';
import type { ResponseBody } from '../../../contract/responses';
import { isInstanceId } from '../../domain/instance';
import { OutcomeKind } from '../../domain/outcome';
import type { PendingStop } from '../../jobs/rules/pending-stops';
import type { JsonHandler, RequestContext } from '../context';

/** The stops to come by instance; undefined when they could not be read in time. */
type Stops = ReadonlyMap<string, PendingStop> | undefined;

/** Milliseconds after which an answer comes without the stops: the instances are what was asked for. */
const patience = 1_000;

const warning = 'The stops to come could not be read in time: an instance may have one although no stop_at is shown.';

/**
 * Adds to a handler's answer which of its instances will be stopped, when, and by which job. The stops are read in
 * parallel to EC2, in one query. With credentials of the caller nothing is read: those instances are in another
 * account.
 */
export function withStopsToCome(handler: JsonHandler<InstancesBody>): JsonHandler<InstancesBody> {
  return async (context) => {
    const ids = idsOf(context);
    if (context.credentials !== undefined || context.parameters.dry_run === true || ids?.length === 0) {
      return handler(context);
    }
    const answering = handler(context);
    const reading = readInTime(context, ids, answering);
    const answer = await answering;
    return { ...answer, body: withStops(answer.body, await reading) };
  };
}

/** Lists the instances that the request names; undefined when it may be about any. */
function idsOf({ operation, parameters, config }: RequestContext): readonly string[] | undefined {
  const { instance_id: ids, tags } = parameters;
  if (ids !== undefined) return ids.filter(isInstanceId);
  const byDefault = operation !== Operation.list && tags === undefined ? config.instanceId : undefined;
  return byDefault === undefined ? undefined : [byDefault];
}

/**
 * Reads the upcoming stops, but for no longer than `patience`. Never rejects: whatever keeps the table from answering,
 * the instances are shown.
 */
async function readInTime(
  { stopsToCome, ec2Asked, region }: RequestContext,
  ids: readonly string[] | undefined,
  answering: Promise<unknown>,
): Promise<Stops> {
  await Promise.race([ec2Asked, answering.catch(() => undefined)]);
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patience, undefined);
  });
  const stops = await Promise.race([stopsToCome(region, ids).catch(() => undefined), silence]);
  clearTimeout(timer);
  return stops;
}

/** The answers that show instances. */
type InstancesBody = ResponseBody<
  'InstanceList' | 'InstanceStatus' | 'InstanceStatuses' | 'InstanceChange' | 'InstanceChanges' | 'Job'
>;

/** Adds to each instance of a body the stop that is to come; a job says itself when it stops its instances. */
function withStops(body: InstancesBody, stops: Stops): InstancesBody {
  if ('requested_by' in body) return body;
  const shown = shownWith(body, stops);
  return stops === undefined ? { ...shown, warning } : shown;
}

function shownWith(
  body: Exclude<InstancesBody, ResponseBody<'Job'>>,
  stops: Stops,
): Exclude<InstancesBody, ResponseBody<'Job'>> {
  if ('instance' in body) return { ...body, instance: { ...body.instance, ...stopOf(body.instance, stops) } };
  if ('instances' in body) {
    return { ...body, instances: body.instances.map((one) => ({ ...one, ...stopOf(one, stops) })) };
  }
  if ('summary' in body) {
    return { ...body, results: body.results.map((one) => ({ ...one, ...stopOfRunning(one, stops) })) };
  }
  return { ...body, ...stopOfRunning(body, stops) };
}

type Stop = Pick<ResponseBody<'Result'>, 'stop_at' | 'job_id'>;

/** Says when a start that found its instance running already is followed by a stop. */
function stopOfRunning(
  outcome: Pick<ResponseBody<'Result'>, 'instance_id' | 'action' | 'outcome'>,
  stops: Stops,
): Stop {
  const already = outcome.action === ChangeAction.start && outcome.outcome === OutcomeKind.unchanged;
  return already ? stopOf(outcome, stops) : {};
}

function stopOf({ instance_id: id }: Pick<ResponseBody<'Result'>, 'instance_id'>, stops: Stops): Stop {
  const stop = id === null ? undefined : stops?.get(id);
  return stop === undefined ? {} : { stop_at: stop.stopAt, job_id: stop.jobId };
}
