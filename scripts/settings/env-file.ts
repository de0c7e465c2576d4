import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

export type Variables = Readonly<Record<string, string | undefined>>;

/** Whether a switch such as `FOLLOW=1` is on: any value but `0`, `no`, `false` and none. */
export function isOn(value: string | undefined): boolean {
  return !/^(0|no|false|)$/i.test(value?.trim() ?? '');
}

/**
 * Lays the file `.env` under the environment. Make puts what stands on its command line into the environment of its recipes, so
 * the command line wins over the environment, and that over the file.
 * @param path - a file that need not exist
 */
export function withEnvFile(environment: Variables, path: string): Variables {
  return existsSync(path) ? { ...parseEnv(readFileSync(path, 'utf8')), ...environment } : environment;
}
