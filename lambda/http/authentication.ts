import { CallerAction } from '../../contract/actions';
import type { CallerEntry } from '../../contract/callers';
import { Auth } from '../../contract/environment';
import type { Caller } from '../domain/caller';
import { iamAuthentication } from './authentication-iam';
import { keyAuthentication } from './authentication-key';
import type { ApiRequest } from './request';

/**
 * Finds out who asks.
 * @throws Problem `unauthenticated`; `action_not_allowed` of an IAM principal that is no caller
 */
export type Authenticate = (request: ApiRequest) => Caller | Promise<Caller>;

/** The caller where no caller is asked for: everyone, with every right. */
export const anonymous: Caller = { name: 'anonymous', actions: Object.values(CallerAction) };

/**
 * How callers are known in a deployment.
 * @param loadCallers - reads the callers file; called at once, and only where there are callers to know. While it fails every
 * request fails with its error: without the file nobody is let in.
 */
export function authentication(auth: Auth, loadCallers: () => Promise<readonly CallerEntry[]>): Authenticate {
  if (auth === Auth.none) return () => anonymous;
  const recognise = auth === Auth.key ? keyAuthentication : iamAuthentication;
  const ready = loadCallers().then(recognise);
  // The requests report it; Node must not end the process over it before there is one.
  ready.catch(() => {});
  return async (request) => (await ready)(request);
}
