import { setTimeout } from 'node:timers/promises';
import type { Engine } from '../engine/engine';
import { type Compose, composeOf } from './compose';
import { type AskInside, askInside } from './inside';

const api = 'http://127.0.0.1:5000';
const prometheus = 'http://127.0.0.1:9090/api/v1';

interface Panel {
  readonly panel: string;
  readonly status: string;
  readonly series: number;
}

/** What `docker compose up` must bring, in an engine with a network of its own in which the images of ours are there. */
export function composeTests(engineOf: () => Engine, checkoutOf: () => string): void {
  let compose: Compose;
  let ask: AskInside;
  beforeAll(async () => {
    compose = composeOf(engineOf(), checkoutOf(), { SCRAPE_INTERVAL: '2s' });
    ask = askInside(engineOf());
    await compose('up', '--detach', '--no-build');
  });

  const until = async <T>(look: () => Promise<T | undefined>, seconds = 30): Promise<T> => {
    for (const end = Date.now() + seconds * 1000; ; await setTimeout(500)) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > end)
        throw new Error(`nothing within ${seconds} s: ${look}\n${await compose('logs', '--tail=20')}`);
    }
  };

  test('the API answers the calls of its predecessors at port 5000', async () => {
    await until(async () => ((await ask('GET', `${api}/health`)).status === 200 ? true : undefined));

    expect((await ask('GET', `${api}/tocos/Sam`)).text).toBe('{"user":"Sam","tocos":200}');
    expect((await ask('POST', `${api}/stop`)).body).toMatchObject({ outcome: 'changed', current_state: 'stopped' });
    expect((await ask('POST', `${api}/start`)).body).toMatchObject({ outcome: 'changed', current_state: 'running' });
    expect((await ask('GET', `${api}/status`)).body.status).toBe('running');
    expect((await ask('GET', `${api}/ec2/list`)).body.count).toBe(1);
    expect((await ask('POST', `${api}/start/i-0123456789abcdef0`)).status).toBe(404);
  });

  test('an instance is created and deleted by jobs, which the function beside it carries out', async () => {
    const student = { username: 'student-1', password: 'student-1' };
    const { status, body } = await ask('POST', `${api}/create-async`, student);
    expect(status).toBe(202);
    const ended = (id: unknown) =>
      until(async () => {
        const { body: job } = await ask('GET', `${api}/status/${id}`);
        return job.ready === true ? job : undefined;
      });
    const created = await ended(body.task_id);
    expect(created).toMatchObject({ status: 'succeeded', ip: expect.stringMatching(/^\d+\./) });

    const deletion = await ask('GET', `${api}/delete-async/${created.ip}`);

    expect(await ended(deletion.body.task_id)).toMatchObject({ status: 'succeeded', action: 'delete' });
  });

  test('Prometheus scrapes the API and evaluates every rule', async () => {
    const up = async () => {
      const { text } = await ask('GET', `${prometheus}/targets`);
      const targets: readonly { health: string; scrapeUrl: string }[] = JSON.parse(text).data.activeTargets;
      return targets[0]?.health === 'up' ? targets : undefined;
    };
    const groups = async () => {
      const { text } = await ask('GET', `${prometheus}/rules`);
      const found: readonly { rules: readonly { name: string; health: string }[] }[] = JSON.parse(text).data.groups;
      const rules = found.flatMap(({ rules: of }) => of);
      return rules.some(({ health }) => health === 'unknown') ? undefined : rules;
    };

    expect(await until(up)).toMatchObject([{ scrapeUrl: 'http://api:5000/metrics' }]);
    expect((await until(groups)).filter(({ health }) => health !== 'ok')).toEqual([]);
  });

  test('every panel of the dashboard gets data from the provisioned source', async () => {
    const empty = async (): Promise<readonly Panel[]> => {
      const { body, text } = await ask('GET', 'http://127.0.0.1:3000/');
      if (!Array.isArray(body.all)) throw new Error(text);
      return body.all.filter(({ status, series }: Panel) => status !== 'success' || series === 0);
    };

    await until(async () => ((await empty()).length === 0 ? true : undefined)).catch(async (error: Error) => {
      throw new Error(`${error.message}\n${JSON.stringify(await empty())}`);
    });
  });

  test('whatever goes on ends with 0, and nothing is left', async () => {
    await compose('stop');
    const ended = await engineOf().docker('ps', '-a', '--format', '{{.Names}} {{.Status}}');
    await compose('down', '--volumes');

    expect(ended.split('\n').filter((line) => !line.includes('Exited (0)'))).toEqual([]);
    expect(await engineOf().docker('ps', '-aq')).toBe('');
    expect(await engineOf().docker('volume', 'ls', '-q')).toBe('');
  });
}
