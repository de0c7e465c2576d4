import type { PendingStop, PendingStops } from '../../../lambda/jobs/ports';

/** Pending stops in memory: the twin of the adapter in `lambda/jobs/store/pending-stops.ts`. */
export function memoryStops(now: () => number): PendingStops {
  const stops = new Map<string, PendingStop>();
  return {
    claim: async (region, instanceIds, stop) => {
      await new Promise(setImmediate);
      const before = new Set<string>();
      for (const id of instanceIds) {
        const known = stops.get(`${region} ${id}`);
        if (known !== undefined && known.askedAt > stop.askedAt && Date.parse(known.stopAt) >= now()) continue;
        if (known !== undefined && known.jobId !== stop.jobId) before.add(known.jobId);
        stops.set(`${region} ${id}`, stop);
      }
      return [...before];
    },
    owners: async (region, instanceIds) => {
      await new Promise(setImmediate);
      return new Map(
        instanceIds.flatMap((id) => {
          const stop = stops.get(`${region} ${id}`);
          return stop === undefined ? [] : [[id, stop.jobId] as const];
        }),
      );
    },
  };
}
