import type { PendingStops } from '../../../lambda/jobs/ports';
import type { PendingStop } from '../../../lambda/jobs/rules/pending-stops';

/** Keeps pending stops in memory: the twin of the adapter in `lambda/jobs/store/pending-stops.ts`. */
export function memoryStops(): PendingStops {
  const stops = new Map<string, { readonly region: string; readonly stop: PendingStop }>();
  const keyOf = (region: string, { instanceId, jobId }: Pick<PendingStop, 'instanceId' | 'jobId'>) =>
    `${region} ${instanceId} ${jobId}`;
  return {
    write: async (region, promised) => {
      await new Promise(setImmediate);
      for (const stop of promised) stops.set(keyOf(region, stop), { region, stop });
    },
    remove: async (region, promised) => {
      await new Promise(setImmediate);
      for (const stop of promised) stops.delete(keyOf(region, stop));
    },
    read: async (region, instanceIds) => {
      await new Promise(setImmediate);
      const wanted = instanceIds && new Set(instanceIds);
      return [...stops.values()].flatMap(({ region: at, stop }) =>
        at === region && (wanted?.has(stop.instanceId) ?? true) ? [stop] : [],
      );
    },
  };
}
