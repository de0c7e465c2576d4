import { type Command, runChild } from './child';
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
  /** Processor time of loading. */
  readonly loadCpu: number;
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
  readonly loadCpu: number;
  readonly memory: number;
  /** The 90 % quantile of the total. */
  readonly p90: number;
}

/**
 * Measures cold starts of all subjects in turn, so that other load on the machine affects all of them alike; gives
 * medians.
 * @param node - another Node to run them with, for subjects that run on Node
 */
export async function measureCold<Name extends string>(
  subjects: Readonly<Record<Name, Subject>>,
  rounds: number,
  node?: string,
): Promise<Readonly<Record<Name, ColdResult>>> {
  const samples = new Map<string, ColdSample[]>();
  // The first round fills the caches of the file system and is not counted.
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, { command, environment }] of entries(subjects)) {
      const [program, ...parameters] = command;
      const run: Command = [node ?? program, ...parameters];
      const sample = await runChild<ColdSample>(run, environment);
      if (round >= 0) samples.set(name, [...(samples.get(name) ?? []), sample]);
    }
  }
  const results = entries(subjects).map(
    ([name, subject]) => [name, summary(subject, samples.get(name) ?? [])] as const,
  );
  return Object.fromEntries(results) as Record<Name, ColdResult>;
}

function summary(subject: Subject, samples: readonly ColdSample[]): ColdResult {
  const totals = samples.map(({ load, first }) => load + first);
  return {
    subject,
    load: median(samples.map(({ load }) => load)),
    first: median(samples.map(({ first }) => first)),
    total: median(totals),
    cpu: median(samples.map(({ cpu }) => cpu)),
    loadCpu: median(samples.map(({ loadCpu }) => loadCpu)),
    memory: median(samples.map(({ memory }) => memory)),
    p90: quantile(totals, 0.9),
  };
}

function entries<Name extends string>(
  subjects: Readonly<Record<Name, Subject>>,
): readonly (readonly [Name, Subject])[] {
  return Object.entries(subjects) as [Name, Subject][];
}
