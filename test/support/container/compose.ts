import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Engine } from '../engine/engine';

/** Runs `docker compose` on the compose file of a checkout; returns what it printed. */
export type Compose = (...args: readonly string[]) => Promise<string>;

/**
 * Debian's Compose, 1.29: it knows all that the file has, but its name. Builds are given the network of the machine, as the
 * engines of the tests have none; the checkout's own packages come from there.
 * @param variables - of the file
 */
export function composeOf(engine: Engine, checkout: string, variables: Readonly<Record<string, string>> = {}): Compose {
  const folder = join(checkout, 'container');
  const { name, ...definition } = parse(readFileSync(join(folder, 'compose.yaml'), 'utf8'), { merge: true });
  for (const service of Object.values<{ build?: object }>(definition.services)) {
    if (service.build !== undefined) service.build = { ...service.build, network: 'host' };
  }
  const env = {
    DOCKER_BUILDKIT: '1',
    COMPOSE_DOCKER_CLI_BUILD: '1',
    PATH: `/usr/bin:${process.env.PATH}`,
    ...variables,
  };
  return (...args) =>
    engine.run('docker-compose', ['-p', name, '--project-directory', folder, '-f', '-', ...args], {
      cwd: folder,
      env,
      input: JSON.stringify(definition),
    });
}
