import type { CallerEntry } from '../../../contract/callers';
import { Auth, Profile } from '../../../contract/environment';
import type { Config } from '../../../lambda/config';
import { authentication } from '../../../lambda/http/authentication';
import { createTestApp, type TestApp, type TestAppOptions } from '../app';

/** The tag without which the deployment changes no instance, and the one without which it deletes none. */
export const guardTag = { key: 'ec2-control:managed', value: 'true' } as const;
export const creatorTag = { key: 'ec2-control:created-by', value: 'ec2-control' } as const;
/** The tags of an instance that the deployment may change and delete. */
export const managed = { [guardTag.key]: guardTag.value, [creatorTag.key]: creatorTag.value } as const;

export interface SecuredApp extends TestApp {
  /** Every line that was logged, at the level `debug`. */
  readonly lines: readonly string[];
}

/** The application as production deploys it: callers, guard tag, creator tag. */
export function createSecuredApp(
  callers: readonly CallerEntry[],
  { config, ...options }: TestAppOptions & { readonly config?: Partial<Config> } = {},
): SecuredApp {
  const lines: string[] = [];
  const auth = config?.auth ?? Auth.key;
  const app = createTestApp({
    authenticate: authentication(auth, async () => callers),
    write: (line) => lines.push(line),
    ...options,
    config: { profile: Profile.production, auth, guardTag, creatorTag, ...config },
  });
  return { ...app, lines };
}
