import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Lays the file `.env` under the environment. Make puts what stands on its command line into the environment of its recipes, so
 * the command line wins over the environment, and that over the file.
 * @param path - a file that need not exist
 */
export function withEnvFile(environment: Variables, path: string): Variables {
  return existsSync(path) ? { ...parseEnv(readFileSync(path, 'utf8')), ...environment } : environment;
}
