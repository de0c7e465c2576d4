import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** Prometheus' programs. */
export interface PrometheusTools {
  readonly prometheus: string;
  readonly promtool: string;
}

const kept = resolve(__dirname, '../../../.local/prometheus');

/**
 * Prometheus' programs: those on the PATH, else Debian's package, unpacked under `.local` without being installed, so that
 * nothing starts a service. Undefined on a machine that has neither.
 */
export function findPrometheus(): PrometheusTools | undefined {
  return programsIn((process.env.PATH ?? '').split(delimiter)) ?? programsIn([unpacked]) ?? fromDebian();
}

const unpacked = join(kept, 'usr/bin');

function programsIn(folders: readonly string[]): PrometheusTools | undefined {
  const find = (name: string) => folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  const [prometheus, promtool] = [find('prometheus'), find('promtool')];
  return prometheus === undefined || promtool === undefined ? undefined : { prometheus, promtool };
}

function fromDebian(): PrometheusTools | undefined {
  mkdirSync(kept, { recursive: true });
  const run = (command: string, ...parameters: readonly string[]) =>
    spawnSync(command, parameters, { cwd: kept, stdio: 'ignore', timeout: 60_000 }).status === 0;
  // The package lists may be old or missing; only root can renew them.
  const downloaded = () => run('apt-get', 'download', 'prometheus');
  if (!downloaded() && !(run('apt-get', 'update') && downloaded())) return undefined;
  const archive = readdirSync(kept).find((name) => name.endsWith('.deb'));
  if (archive === undefined || !run('dpkg-deb', '-x', archive, '.')) return undefined;
  return programsIn([unpacked]);
}
