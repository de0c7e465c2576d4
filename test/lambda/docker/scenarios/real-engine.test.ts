import { setTimeout } from 'node:timers/promises';
import type { Instance } from '../../../../lambda/domain/instance';
import type { ChangeAnswer } from '../../../../lambda/instances/ec2';
import { type ComputeSubject, computeContract } from '../../../support/compute/contract';
import { makeImage } from '../../../support/docker/images';
import { realSubject } from '../../../support/docker/real-subject';
import { launchOf, portsOver } from '../../../support/docker/subject';
import { problemOf } from '../../../support/ec2/problem-of';
import { describeWithEngine } from '../../../support/engine/available';
import { type Engine, startEngine } from '../../../support/engine/engine';

describeWithEngine('on a real engine', () => {
  let engine: Engine;
  let ports: ReturnType<typeof portsOver>;
  let subject: ComputeSubject;
  let jobs = 0;

  beforeAll(async () => {
    engine = await startEngine({ network: 'own' });
    await makeImage(engine, 'nginx:alpine', 'obedient');
    await makeImage(engine, 'example.test/stubborn:1', 'stubborn');
    await makeImage(engine, 'example.test/crashing:1', 'crashing');
    await makeImage(engine, 'example.test/greedy:1', 'greedy');
    const images = ['nginx:alpine', 'example.test/stubborn:1', 'example.test/crashing:1', 'example.test/greedy:1'];
    ports = portsOver(engine.socket, { images });
    subject = realSubject(engine);
  });
  afterAll(() => engine?.close());

  describe('the contract of the port', () => computeContract(() => subject));

  const launch = (image = 'nginx:alpine', tags = {}) => ports.launcher.launch(launchOf(image, `job-${++jobs}`, tags));
  const look = async (id: string): Promise<Instance | undefined> => (await ports.instances.describe([id]))[0];
  const until = async (id: string, state: string): Promise<Instance> => {
    for (let tries = 0; tries < 150; tries += 1) {
      const seen = await look(id);
      if (seen?.state === state) return seen;
      await setTimeout(100);
    }
    throw new Error(`${id} is ${(await look(id))?.state}, not ${state}`);
  };

  test('a container is made with limits and without rights, and has an address', async () => {
    const { instanceId } = await launch('nginx:alpine', { Name: 'web-1', Team: 'web' });

    const instance = await until(instanceId, 'running');

    expect(instance).toMatchObject({ name: 'web-1', instanceType: 'container', tags: { Name: 'web-1', Team: 'web' } });
    expect(instance.ip).toMatch(/^172\./);
    const made = JSON.parse(await engine.docker('inspect', 'web-1'))[0];
    expect(made.HostConfig).toMatchObject({
      Privileged: false,
      Binds: null,
      CapAdd: null,
      NetworkMode: 'default',
      Memory: 32 * 1_048_576,
      PidsLimit: 50,
      SecurityOpt: ['no-new-privileges'],
    });
  });

  test('a stop that had to kill says so; until its end the container is stopping', async () => {
    const { instanceId } = await launch('example.test/stubborn:1', { Name: 'stubborn' });
    await until(instanceId, 'running');

    const [change] = await ports.instances.stop([instanceId], {});
    const during = await look(instanceId);
    const after = await until(instanceId, 'stopped');

    expect(change).toEqual({ instanceId, current: 'stopping' });
    expect(during?.state).toBe('stopping');
    expect(after.notice).toMatch(/^It did not end within 10 s of being told to stop, and was killed at 20/);
  });

  test('a container that exits by itself tells its code and its last log line', async () => {
    const { instanceId } = await launch('example.test/crashing:1');

    const { stateReason } = await until(instanceId, 'stopped');

    expect(stateReason?.code).toBe('Container.Exited');
    expect(stateReason?.message).toMatch(
      /^It exited with code 3 at 20\S+Z; the last line of its log: fatal: no configuration$/,
    );
  });

  test('a container that ran out of memory says so', async () => {
    const { instanceId } = await launch('example.test/greedy:1');

    const { stateReason } = await until(instanceId, 'stopped');

    expect(stateReason?.code).toBe('Container.OutOfMemory');
    expect(stateReason?.message).toMatch(/^It ran out of memory of 32 MiB and was killed at \S+ \(exit code 137\)/);
  });

  test('a container without the label does not exist, whatever it is called', async () => {
    const id = await engine.docker('run', '-d', '--name', '0123456789abcdef0', 'nginx:alpine');
    const ids = ['i-0123456789abcdef0', `i-${id.slice(0, 17)}`];

    expect(await ports.instances.describe(ids)).toEqual([]);
    for (const answer of await ports.instances.terminate(ids)) {
      expect(answer).toMatchObject({ problem: { code: 'instance_not_found' } });
    }
    expect(await engine.docker('inspect', '--format', '{{.State.Status}}', id)).toBe('running');
  });

  test('a paused container is stopped, and a start unpauses it', async () => {
    const { instanceId } = await launch('nginx:alpine', { Name: 'paused' });
    await engine.docker('pause', 'paused');

    const paused = await look(instanceId);
    await ports.instances.start([instanceId]);

    expect([paused?.state, paused?.stateReason?.code]).toEqual(['stopped', 'Container.Paused']);
    expect((await look(instanceId))?.state).toBe('running');
    await engine.docker('pause', 'paused');
    expect(await ports.instances.terminate([instanceId])).toEqual([{ instanceId, current: 'terminated' }]);
  });

  test('a container that its policy restarts again and again is pending, and can be stopped', async () => {
    const labels = ['--label', 'ec2-control:managed=true'];
    const id = await engine.docker('run', '-d', ...labels, '--restart', 'always', 'example.test/crashing:1');
    const instanceId = `i-${id.slice(0, 17)}`;

    const seen = await until(instanceId, 'pending');
    await ports.instances.stop([instanceId], {});

    expect(seen).toMatchObject({ stoppableWhilePending: true, stateReason: { code: 'Container.Restarting' } });
    expect((await until(instanceId, 'stopped')).stateReason?.message).toMatch(/code 3/);
  });

  test('a container that others have removed is not there any more', async () => {
    const { instanceId } = await launch('nginx:alpine', { Name: 'removed' });
    await engine.docker('rm', '-f', 'removed');

    expect(await look(instanceId)).toBeUndefined();
    expect(await ports.instances.start([instanceId])).toMatchObject([{ problem: { code: 'instance_not_found' } }]);
  });

  test('two requests that race for a container both come to a good end', async () => {
    const { instanceId } = await launch('nginx:alpine');
    const both = (change: () => Promise<readonly ChangeAnswer[]>) => Promise.all([change(), change()]);

    const stopped = await both(() => ports.instances.stop([instanceId], {}));
    await until(instanceId, 'stopped');
    const started = await both(() => ports.instances.start([instanceId]));
    await until(instanceId, 'running');
    const removed = await both(() => ports.instances.terminate([instanceId]));

    for (const answer of [...stopped, ...started].flat()) expect(answer).not.toHaveProperty('problem');
    const refused = removed.flat().flatMap((answer) => ('problem' in answer ? [answer.problem.code] : []));
    expect(refused.filter((code) => code !== 'instance_not_found')).toEqual([]);
    expect((await look(instanceId))?.state).toBe('terminated');
  });

  test('a name that is taken is said to be', async () => {
    await launch('nginx:alpine', { Name: 'taken' });

    expect(await problemOf(launch('nginx:alpine', { Name: 'taken' }))).toMatchObject({ code: 'name_taken' });
  });

  test('a container that cannot be started is removed, and the engine says why', async () => {
    await engine.docker('tag', 'nginx:alpine', 'example.test/broken:1');
    const problem = await problemOf(launch('nginx:alpine', { Name: 'a name with blanks' }));

    expect(problem).toMatchObject({ code: 'invalid_launch_parameter', extras: { awsCode: '400' } });
    expect(problem.detail).toMatch(/Invalid container name/);
  });
});
