import { Auth, Profile } from '../../contract/environment';
import { type ServedApi, serveApi } from '../support/http/server';
import { instanceId } from '../support/instances';
import { createSecuredApp, managed } from '../support/security/app';
import { keyHolder } from '../support/security/callers';

/** The API of a profile over a simulated EC2, at a URL. */
export interface FuzzTarget extends ServedApi {
  /** The key of a caller with every right; the lab asks for none. */
  readonly key: string;
}

/** Serves a profile in this process, with five instances, the first of which is the default one. */
export async function serveProfile(profile: Profile): Promise<FuzzTarget> {
  const { key, entry } = keyHolder({ name: 'everything' });
  const app = createSecuredApp([entry], {
    config: {
      profile,
      instanceId: instanceId(1),
      allowedRegions: ['us-east-1', 'eu-west-1'],
      allowedInstanceTypes: ['t2.micro', 't3.micro'],
      ...(profile === Profile.lab ? { auth: Auth.none } : {}),
    },
  });
  for (let n = 1; n <= 5; n += 1) app.ec2.add({ instanceId: instanceId(n), tags: { Env: 'dev', ...managed } });
  return { ...(await serveApi((event) => app.event(event))), key };
}
