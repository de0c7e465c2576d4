import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCallers } from '../../contract/callers';
import { callersFile } from '../../contract/environment';

/**
 * Reads the callers as they were deployed from this machine; the file in `config` may have changed since.
 * @param folder - of the deployment
 * @returns undefined when this machine does not have them
 */
export function deployedCallers(folder: string): string | undefined {
  const path = join(folder, 'assembly', 'function', callersFile);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Determines whether a caller with a key was deployed from this machine. */
export function keyWasDeployed(folder: string): boolean {
  const text = deployedCallers(folder);
  return text !== undefined && readCallers(text, callersFile).some(({ key_sha256 }) => key_sha256 !== undefined);
}
