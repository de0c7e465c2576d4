import { functionEnvironment, runChild } from './child';
import { median, quantile } from './statistics';
import type { Subject } from './subjects';

/** One fresh process; milliseconds and MB. */
export interface ColdSample {
  /** Reading, compiling and running the handler's module. */
  readonly load: number;
  /** The first request, from the event to the answer. */
  readonly first: number;
  /** Processor time of both. */
  readonly cpu: number;
  /** Peak resident memory of the process. */
  readonly memory: number;
}

export interface ColdResult {
  readonly subject: Subject;
  readonly load: number;
  readonly first: number;
  /** Load and first request of the same process. */
  readonly total: number;
  readonly cpu: number;
  readonly memory: number;
  /** The 90 % quantile of the total. */
  readonly p90: number;
}

/** Cold starts of all subjects in turn, so that whatever else the machine does falls on all of them alike; medians. */
export async function measureCold(
  subjects: readonly Subject[],
  endpoint: string,
  rounds: number,
): Promise<readonly ColdResult[]> {
  const samples = new Map<Subject, ColdSample[]>(subjects.map((subject) => [subject, []]));
  // The first round fills the caches of the file system and is not counted.
  for (let round = -1; round < rounds; round += 1) {
    for (const subject of subjects) {
      const [program, ...parameters] = subject.command;
      const command = [program, ...parameters, JSON.stringify(subject.event)] as const;
      const sample = await runChild<ColdSample>(command, functionEnvironment(endpoint, subject.environment));
      if (round >= 0) samples.get(subject)?.push(sample);
    }
  }
  return subjects.map((subject) => {
    const taken = samples.get(subject) ?? [];
    const totals = taken.map(({ load, first }) => load + first);
    return {
      subject,
      load: median(taken.map(({ load }) => load)),
      first: median(taken.map(({ first }) => first)),
      total: median(totals),
      cpu: median(taken.map(({ cpu }) => cpu)),
      memory: median(taken.map(({ memory }) => memory)),
      p90: quantile(totals, 0.9),
    };
  });
}
