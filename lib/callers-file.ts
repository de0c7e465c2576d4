import { existsSync, readFileSync } from 'node:fs';
import { readCallers } from '../contract/callers';
import { Auth, Profile } from '../contract/environment';
import type { ControlConfig } from './config';

export interface CallersFile {
  /** What the function gets. */
  readonly text: string;
  /** What the deployer should know. */
  readonly warning?: string;
}

const usualPath = 'config/callers.json';

/**
 * Reads and checks the callers file; a deployment that knows no callers has none. The usual file need not exist: without it
 * the first deployment of a fresh clone works, and lets nobody in.
 * @throws Error when a file that the context names does not exist, naming every mistake in the file, and when nobody has a key
 * for a container in production, which would refuse to start
 */
export function loadCallers({
  auth,
  callers: named,
  container,
  profile,
}: Pick<ControlConfig, 'auth' | 'callers'> & Partial<Pick<ControlConfig, 'container' | 'profile'>>):
  | CallersFile
  | undefined {
  if (auth === Auth.none) return undefined;
  const path = named ?? usualPath;
  const exists = existsSync(path);
  if (!exists && named !== undefined) throw new Error(`callers is "${path}", but there is no such file`);
  const callers = exists ? readCallers(readFileSync(path, 'utf8'), path) : [];
  const member = auth === Auth.key ? 'key_sha256' : 'principal_arn';
  const text = JSON.stringify(callers);
  if (callers.some((caller) => caller[member] !== undefined)) return { text };
  const state = exists ? `has no caller with ${member}` : 'does not exist';
  if (container !== undefined && profile === Profile.production) {
    throw new Error(
      `${path} ${state}, and the container would refuse to start: nobody could be let in. Make a key first: make key NAME=me ACTIONS=list,status`,
    );
  }
  return {
    text,
    warning: `${path} ${state}: with auth=${auth} every call but GET /health is refused until it has one`,
  };
}
