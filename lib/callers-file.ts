import { existsSync, readFileSync } from 'node:fs';
import { readCallers } from '../contract/callers';
import { Auth } from '../contract/environment';
import type { ControlConfig } from './config';

export interface CallersFile {
  /** What the function gets. */
  readonly text: string;
  /** What the deployer should know. */
  readonly warning?: string;
}

/**
 * Reads and checks the callers file; a deployment that knows no callers has none. A file that does not exist yet is an
 * empty one, so that the first deployment of a fresh clone works, and lets nobody in.
 * @throws Error naming every mistake in the file
 */
export function loadCallers({ auth, callers: path }: Pick<ControlConfig, 'auth' | 'callers'>): CallersFile | undefined {
  if (auth === Auth.none) return undefined;
  const exists = existsSync(path);
  const callers = exists ? readCallers(readFileSync(path, 'utf8'), path) : [];
  const member = auth === Auth.key ? 'key_sha256' : 'principal_arn';
  const text = JSON.stringify(callers);
  if (callers.some((caller) => caller[member] !== undefined)) return { text };
  const state = exists ? `has no caller with ${member}` : 'does not exist';
  return {
    text,
    warning: `${path} ${state}: with auth=${auth} every call but GET /health is refused until it has one`,
  };
}
