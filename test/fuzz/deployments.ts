import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defined } from '../../contract/defined';
import { type Deployed, deployAlone } from '../support/deployment/deployed';
import { keyHolder } from '../support/security/callers';
import type { FuzzTarget } from './run';

/** A deployment with instances that the API has made. */
export interface FuzzDeployment {
  readonly target: FuzzTarget;
  close(): Promise<void>;
}

interface Created {
  readonly instance_id: string;
}

/** The lab profile, open to everybody, with the default instance that `make` makes, in the one region that has instances. */
export async function labDeployment(): Promise<FuzzDeployment> {
  return withInstances(await deployAlone({ CONTEXT: 'regions=us-east-1' }));
}

/** The production profile, with one caller that has every right. */
export async function productionDeployment(): Promise<FuzzDeployment> {
  const { key, entry } = keyHolder({ name: 'everything' });
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const callers = join(folder, 'callers.json');
  writeFileSync(callers, JSON.stringify([entry]));
  try {
    // The rate limit would answer in place of what is behind it.
    const CONTEXT = `callers=${callers} throttleRate=10000 throttleBurst=5000`;
    return await withInstances(await deployAlone({ PROFILE: 'production', CONTEXT }), key);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function withInstances({ baseUrl, close }: Deployed, key?: string): Promise<FuzzDeployment> {
  const identity = key === undefined ? {} : { 'x-api-key': key };
  const create = async (): Promise<string> => {
    const response = await fetch(`${baseUrl}/create`, { method: 'POST', headers: identity });
    const { instance_id }: Created = JSON.parse(await response.text());
    return instance_id;
  };
  try {
    const instanceIds = await Promise.all(Array.from({ length: 16 }, create));
    return { target: { baseUrl, instanceIds, ...defined({ key }) }, close };
  } catch (error) {
    await close();
    throw error;
  }
}
