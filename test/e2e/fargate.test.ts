import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ContainerDeployment, containerDeployment, contextPath, until } from '../support/container/deployment';
import { describeWithEngine } from '../support/engine/available';

// On a busy machine the image alone takes minutes.
jest.setTimeout(600_000);

describeWithEngine('the API as a container, with a real task behind the load balancer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fargate-callers-'));
  const callers = join(folder, 'callers.json');
  const keys = { stays: 'ec2c_stays', goes: 'ec2c_goes' };
  let here: ContainerDeployment;
  let settings: string;
  let first = '';

  beforeAll(async () => {
    letIn('stays', 'goes');
    here = await containerDeployment({ PROFILE: 'production' });
    // The image is made of programs of this machine.
    const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';
    settings = `callers=${contextPath(callers)} allowHttp=true tasks=1 architecture=${architecture}`;
    await here.make('deploy', { CONTEXT: settings });
    [first = ''] = await here.tasks();
  });
  afterAll(async () => {
    await here?.close();
    rmSync(folder, { recursive: true });
  });

  function letIn(...names: readonly (keyof typeof keys)[]): void {
    const hash = (key: string) => createHash('sha256').update(key).digest('hex');
    const entries = names.map((name) => ({ name, key_sha256: hash(keys[name]), actions: ['list'] }));
    writeFileSync(callers, JSON.stringify(entries));
  }

  /** Pushes an image that is made from that of a running task. */
  async function pushImage(tag: string, change: (container: string) => Promise<void>, ...how: readonly string[]) {
    const image = await here.engine.docker('inspect', '--format', '{{.Config.Image}}', first);
    const container = await here.engine.docker('create', image);
    await change(container);
    await here.engine.docker('commit', ...how, container, `${here.repository}:${tag}`);
    await here.engine.docker('rm', container);
    await here.docker('push', `${here.repository}:${tag}`);
  }

  test('the image that was pushed answers, to callers alone, and shares the account with the function', async () => {
    expect(await here.tasks()).toHaveLength(1);
    expect(await here.ask('task', '/health')).toMatchObject({ status: 200 });
    expect(await here.ask('task', '/tocos/Sam')).toMatchObject({ status: 401 });
    expect(await here.ask('task', '/tocos/Sam', keys.goes)).toEqual({
      status: 200,
      body: '{"user":"Sam","tocos":200}\n'.trim(),
    });
    const lists = await Promise.all(
      (['task', 'function'] as const).map((front) => here.ask(front, '/list', keys.goes)),
    );
    expect(lists.map(({ status }) => status)).toEqual([200, 200]);
    expect(JSON.parse(lists[0]?.body ?? '')).toMatchObject({ count: 1, instances: [{ name: 'ec2-control-default' }] });
  });

  test('a changed image replaces the task, and a key that was removed opens neither front', async () => {
    await pushImage('zoe', async (container) => {
      const program = join(folder, 'app');
      await here.engine.docker('cp', `${container}:/app`, program);
      const files = readdirSync(program).filter((file) => file.endsWith('.js'));
      const file = files.find((name) => readFileSync(join(program, name), 'utf8').includes('"Sam"')) ?? '';
      writeFileSync(join(program, file), readFileSync(join(program, file), 'utf8').replaceAll('"Sam"', '"Zoe"'));
      await here.engine.docker('cp', join(program, file), `${container}:/app/${file}`);
    });
    letIn('stays');

    await here.make('deploy', { CONTEXT: `${settings} imageTag=zoe` });
    await until('the new task alone', async () => {
      const tasks = await here.tasks();
      return tasks.length === 1 && tasks[0] !== first && (await here.ask('task', '/health')).status === 200;
    });

    expect(await here.ask('task', '/tocos/Zoe', keys.stays)).toMatchObject({ status: 200 });
    expect(await here.ask('task', '/tocos/Sam', keys.stays)).toMatchObject({ status: 404 });
    for (const front of ['task', 'function'] as const) {
      expect([front, (await here.ask(front, '/list', keys.goes)).status]).toEqual([front, 401]);
      expect([front, (await here.ask(front, '/list', keys.stays)).status]).toEqual([front, 200]);
    }
  });

  test('a bad image keeps the old task', async () => {
    const before = await here.tasks();
    first = before[0] ?? '';
    await pushImage('bad', async () => undefined, '--change', 'CMD ["-e", "process.exit(3)"]');

    await here.make('deploy', { CONTEXT: `${settings} imageTag=bad` });
    await until('the circuit breaker has gone back', async () => {
      const { clusterArns } = JSON.parse(await here.ecs('ListClusters', {}));
      const { serviceArns } = JSON.parse(await here.ecs('ListServices', { cluster: clusterArns[0] }));
      const { services } = JSON.parse(
        await here.ecs('DescribeServices', { cluster: clusterArns[0], services: serviceArns }),
      );
      const states = services[0].deployments.map(({ rolloutState }: { rolloutState: string }) => rolloutState);
      return states.includes('FAILED') && states.includes('COMPLETED');
    });

    expect(await here.tasks()).toEqual(before);
    expect(await here.ask('task', '/tocos/Zoe', keys.stays)).toMatchObject({ status: 200 });
  });

  test('destroying it ends the task, and keeps the images', async () => {
    await here.make('destroy');

    await until('no task', async () => (await here.tasks()).length === 0);
    expect(await here.docker('pull', `${here.repository}:zoe`)).toContain('zoe');
  });
});
