import type { JobAction } from '../../contract/actions';
import type { Outcome } from '../domain/outcome';
import type { OutcomeCount } from './rows';

/** What of an outcome is counted; `create` has them as well. */
type Counted = Pick<Outcome, 'outcome' | 'reason'> & { readonly action: JobAction };

/** How many instances' changes ended in which way. */
export function countOutcomes(outcomes: readonly Counted[]): readonly OutcomeCount[] {
  const counts = new Map<string, OutcomeCount>();
  for (const { action, outcome, reason } of outcomes) {
    const code = reason?.code ?? '';
    const key = `${action} ${outcome} ${code}`;
    counts.set(key, { action, outcome, code, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
