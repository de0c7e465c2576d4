import { join } from 'node:path';
import { root } from '../tools/paths';
import { type Variables, withEnvFile } from './env-file';
import { readSettings, type Settings } from './settings';

export interface Loaded {
  readonly settings: Settings;
  /** The environment with the file `.env` under it. */
  readonly variables: Variables;
}

/**
 * Reads the Makefile's variables from the environment and the file `.env`. What the file adds goes into the environment of this
 * process too, where the AWS SDK looks for credentials.
 * @throws Failure naming every mistake at once
 */
export function loadSettings(): Loaded {
  const variables = withEnvFile(process.env, join(root, '.env'));
  Object.assign(process.env, variables);
  return { settings: readSettings(variables), variables };
}
