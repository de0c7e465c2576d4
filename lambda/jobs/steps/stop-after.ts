import { type Job, type JobEntry, Stage } from '../model';
import { leftTo } from '../rules/stop-exemptions';
import type { StepDependencies } from './dependencies';

/** Is the instance one that the job has brought up, and is to stop again? */
export function stoppable({ instanceId, stage, result, earlier }: JobEntry): boolean {
  return (
    instanceId !== '' &&
    stage === Stage.settled &&
    earlier === undefined &&
    result !== undefined &&
    result.reason === undefined
  );
}

/** Which instances of a job it may still stop, and what its chunks are when the others are marked. */
export interface Ownership {
  /** Instances whose pending stop is the job's. */
  readonly owned: ReadonlySet<string>;
  /** The chunks, with a warning at each instance whose stop another job has taken over. */
  readonly marked: readonly (readonly JobEntry[])[];
}

/** Finds out which pending stops are still the job's own. */
export async function ownership(
  { stops }: StepDependencies,
  { jobId, region }: Job,
  chunks: readonly (readonly JobEntry[])[],
): Promise<Ownership> {
  const ids = chunks
    .flat()
    .filter(stoppable)
    .map(({ instanceId }) => instanceId);
  const owners = await stops.owners(region, ids);
  const mark = (entry: JobEntry): JobEntry => {
    const owner = owners.get(entry.instanceId);
    if (!stoppable(entry) || entry.result === undefined || owner === undefined || owner === jobId) return entry;
    return { ...entry, result: { ...entry.result, warning: leftTo(owner) } };
  };
  return {
    owned: new Set(ids.filter((id) => owners.get(id) === jobId)),
    marked: chunks.map((entries) => entries.map(mark)),
  };
}
