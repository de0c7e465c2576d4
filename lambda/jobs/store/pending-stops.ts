import type { PendingStops } from '../ports';
import type { PendingStop } from '../rules/pending-stops';
import { writeItems } from './batches';
import { partitionOf, readStops } from './read-stops';
import { type Item, keyOf, type Records } from './table';

/** Seconds for which a promise is kept after its time: for as long as its job may yield to others. */
const keptAfter = 32 * 86_400;

/** Stores the promises to stop instances: an item a job and instance, all of a region in one partition. */
export function pendingStops(records: Records): PendingStops {
  return {
    write: (region, stops) =>
      writeItems(
        records,
        stops.map((stop) => ({ PutRequest: { Item: itemOf(region, stop) } })),
      ),
    remove: (region, stops) =>
      writeItems(
        records,
        stops.map((stop) => ({ DeleteRequest: { Key: stopKey(region, stop) } })),
      ),
    read: (region, instanceIds) => readStops(records, region, instanceIds),
  };
}

function itemOf(region: string, stop: PendingStop): Item {
  const { instanceId, jobId, askedAt, stopAt, firm } = stop;
  return {
    ...stopKey(region, stop),
    instance_id: { S: instanceId },
    job_id: { S: jobId },
    asked_at: { S: askedAt },
    stop_at: { S: stopAt },
    ...(firm ? { firm: { N: '1' } } : {}),
    expires_at: { N: String(Math.ceil(Date.parse(stopAt) / 1000) + keptAfter) },
  };
}

function stopKey(region: string, { instanceId, jobId }: Pick<PendingStop, 'instanceId' | 'jobId'>): Item {
  return keyOf(partitionOf(region), `${instanceId}#${jobId}`);
}
