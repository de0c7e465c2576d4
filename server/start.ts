import type { CallerEntry } from '../contract/callers';
import { Auth, Profile } from '../contract/environment';
import type { Config } from '../lambda/config';

/**
 * Refuses what a server must not serve.
 * @param callers - absent: nobody is asked who they are
 * @throws Error saying what to deploy instead
 */
export function requireServable(
  { auth, profile }: Pick<Config, 'auth' | 'profile'>,
  callers?: readonly CallerEntry[],
): void {
  if (auth === Auth.iam) {
    throw new Error('AUTH is iam, which only API Gateway can verify: a server needs callers with keys, AUTH=key.');
  }
  if (profile === Profile.production && !callers?.some(({ key_sha256 }) => key_sha256 !== undefined)) {
    throw new Error(
      'The profile is production, but no caller has a key: nobody could be let in, or everybody would be.',
    );
  }
}
