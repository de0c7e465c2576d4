import type { Outcome } from '../domain/outcome';
import type { OutcomeCount } from './metrics-rows';

/** How many instances' changes ended in which way. */
export function countOutcomes(outcomes: readonly Outcome[]): readonly OutcomeCount[] {
  const counts = new Map<string, OutcomeCount>();
  for (const { action, outcome, reason } of outcomes) {
    const code = reason?.code ?? '';
    const key = `${action} ${outcome} ${code}`;
    counts.set(key, { action, outcome, code, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
