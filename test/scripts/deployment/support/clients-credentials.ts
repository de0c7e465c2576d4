import { createClients } from '../../../../scripts/deployment/clients';
import type { Variables } from '../../../../scripts/settings/env-file';
import { readSettings } from '../../../../scripts/settings/settings';

/** The credentials that a client signs with when the user's own stand in the environment. */
export async function clientsCredentials(variables: Variables): Promise<unknown> {
  const own = { AWS_ACCESS_KEY_ID: 'AKIAUSER', AWS_SECRET_ACCESS_KEY: 'secret' };
  Object.assign(process.env, own);
  try {
    return await createClients(readSettings(variables)).ec2().config.credentials();
  } finally {
    for (const name of Object.keys(own)) delete process.env[name];
  }
}
