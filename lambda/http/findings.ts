import type { ProblemCode } from '../../contract/problems';
import { type ParameterError, Problem } from '../domain/problem';

/** Something wrong with a request, found without asking anybody. */
export interface Finding extends ParameterError {
  readonly code: ProblemCode;
}

/**
 * Refuses a request for everything that is wrong with it, so that a client does not learn of it one round trip at a time.
 * @throws Problem with the code of the first finding and all of them in `errors`; none when there is no finding
 */
export function refuseFor(findings: readonly Finding[]): void {
  const [first, ...others] = findings;
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` (and ${others.length} more, see errors)`;
  const errors = findings.map(({ parameter, detail }) => ({ parameter, detail }));
  throw new Problem(first.code, `${first.detail}${more}`, { errors });
}
