import { readFileSync } from 'node:fs';
import { type CallerEntry, readCallers } from '../contract/callers';

/**
 * Reads the callers file that was deployed beside the function.
 * @throws Error when there is none, or when it is not a list of callers
 */
export function loadCallers(path: string): readonly CallerEntry[] {
  return readCallers(readFileSync(path, 'utf8'), path);
}
