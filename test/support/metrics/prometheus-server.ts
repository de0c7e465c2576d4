import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../deployment/deployed';
import type { PrometheusTools } from './prometheus';

const monitoring = resolve(__dirname, '../../../monitoring');

/** A Prometheus that scrapes every second, with the configuration and the rules of `monitoring/`. */
export interface PrometheusServer {
  /** The folder that `prepare.sh` has laid out. */
  readonly folder: string;
  /**
   * Asks until the answer is as wished.
   * @returns the values of the series that the query gave last
   */
  query(promql: string, wished: (values: readonly number[]) => boolean): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** @param url - of the metrics */
export async function startPrometheus({ prometheus }: PrometheusTools, url: string): Promise<PrometheusServer> {
  const folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
  execFileSync('sh', [join(monitoring, 'prepare.sh'), folder, url]);
  hurry(join(folder, 'prometheus.yml'));
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(
    prometheus,
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${address}`,
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise((done) => child.once('close', done));

  const ask = async (promql: string): Promise<readonly number[]> => {
    const answer = await fetch(`http://${address}/api/v1/query?query=${encodeURIComponent(promql)}`).catch(
      () => undefined,
    );
    if (answer?.ok !== true) return [];
    const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
    return data.result.map(({ value }) => Number(value[1]));
  };
  return {
    folder,
    async query(promql, wished) {
      let values: readonly number[] = [];
      for (const deadline = Date.now() + 20_000; Date.now() < deadline; await setTimeout(200)) {
        values = await ask(promql);
        if (wished(values)) return values;
      }
      return values;
    },
    async close() {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A minute between two scrapes is long for a test. */
function hurry(file: string): void {
  const config = readFileSync(file, 'utf8');
  writeFileSync(file, config.replace(/(_interval|_timeout): \d+s/g, '$1: 1s'));
}
