import { routes } from '../../contract/routes';
import { type Ask, clientOf } from '../support/deployment/client';
import { type Deployed, deployAlone } from '../support/deployment/deployed';
import { jobEnded, until } from '../support/deployment/jobs';
import { operationsOn } from '../support/deployment/operations';
import { makeImage } from '../support/docker/images';
import { describeWithEngine } from '../support/engine/available';
import { type Engine, startEngine } from '../support/engine/engine';

jest.setTimeout(180_000);

const images = { crashing: 'example.test/crashing:1', stubborn: 'example.test/stubborn:1' } as const;

describeWithEngine('on a real Docker Engine', () => {
  let engine: Engine;
  let deployed: Deployed;
  let ask: Ask;

  beforeAll(async () => {
    engine = await startEngine({ network: 'own' });
    await makeImage(engine, 'nginx:alpine', 'obedient');
    await makeImage(engine, images.crashing, 'crashing');
    await makeImage(engine, images.stubborn, 'stubborn');
    const DOCKER_IMAGES = Object.values(images).join(',');
    deployed = await deployAlone({ COMPUTE: 'docker', DOCKER_HOST: engine.host, DOCKER_IMAGES });
    ask = clientOf(deployed.baseUrl);
  });
  afterAll(async () => {
    await deployed?.close();
    await engine?.close();
  });

  const launch = async (count: number, tags: Readonly<Record<string, string>> = {}): Promise<readonly string[]> => {
    const labels = Object.entries({ 'ec2-control:managed': 'true', ...tags }).flatMap(([key, value]) => [
      '--label',
      `${key}=${value}`,
    ]);
    const run = () => engine.docker('run', '-d', ...labels, 'nginx:alpine');
    const ids = await Promise.all(Array.from({ length: count }, run));
    return ids.map((id) => `i-${id.slice(0, 17)}`);
  };
  const create = (body: object) => ask('POST', '/create', body);

  describe('the operations of every kind of compute', () => operationsOn(() => ({ ask, launch })));

  test('a request without an id is about the default container, which make created', async () => {
    const { body } = await ask('GET', '/status');

    expect(body).toMatchObject({
      status: 'running',
      instance: { name: 'ec2-control-default', instance_type: 'container' },
    });
  });

  test('every route of the table leads to the function, and none to a fault', async () => {
    for (const { resource, methods } of routes) {
      const { headers, body } = await ask(methods[0] ?? 'GET', `${resource.replace(/\{\w+\}/g, 'nothing')}?bogus=1`);
      expect(headers.get('x-request-id')).toBeTruthy();
      expect(body.code).not.toBe('route_not_found');
      expect(body.code).not.toBe('internal_error');
    }
  });

  test('a container is created, with its address, and deleted by it', async () => {
    const created = await create({ name: 'made', tags: { Team: 'web' } });
    const status = await ask('GET', `/status/${created.body.instance_id}`);
    const deleted = await ask('DELETE', `/delete/${created.body.ip}?wait=10`);

    expect([created.status, created.body.status]).toEqual([201, 'running']);
    expect(status.body.instance).toMatchObject({ name: 'made', tags: { Team: 'web', Name: 'made' } });
    expect([deleted.status, deleted.body.current_state]).toEqual([200, 'terminated']);
    expect((await ask('GET', `/status/${created.body.instance_id}`)).body.status).toBe('terminated');
    expect(await engine.docker('ps', '-aq', '--filter', 'name=made')).toBe('');
  });

  test('a container that exits by itself right after its start is a failed start, with its code and its last line', async () => {
    const { status, body } = await create({ image_id: images.crashing, name: 'crashing' });
    const [again] = ((await ask('GET', '/list?tag=Name=crashing')).body.instance_ids as readonly string[]).slice(0, 1);
    const started = await ask('POST', `/start/${again}?wait=20`);

    expect([status, body.code, body.aws_code]).toEqual([502, 'final_state_not_reached', 'Container.Exited']);
    for (const { detail } of [body, started.body]) {
      expect(detail).toMatch(/It exited with code 3 at .*; the last line of its log: fatal: no configuration/);
    }
  });

  test('a stop that had to kill says so, and is stopping until then', async () => {
    const { body } = await create({ image_id: images.stubborn, name: 'stubborn' });
    const { body: job } = await ask('POST', `/stop/${body.instance_id}`, { async: true });
    await until(
      async () => (await ask('GET', `/status/${body.instance_id}`)).body.status,
      (state) => state === 'stopping',
    );
    const { status, results } = await jobEnded(ask, job.job_id);

    expect(status).toBe('succeeded');
    expect(results).toMatchObject([
      {
        outcome: 'changed',
        current_state: 'stopped',
        warning: expect.stringMatching(/not end within 10 s .* was killed/),
      },
    ]);
  });

  test('stop_after stops a container again', async () => {
    const [id = ''] = await launch(1);
    await ask('POST', `/stop/${id}`);
    const { body } = await ask('POST', `/start/${id}`, { stop_after: '2s', async: true });

    const { status, region } = await jobEnded(ask, body.job_id);

    expect([status, region]).toEqual(['succeeded', 'local']);
    expect((await ask('GET', `/status/${id}`)).body.status).toBe('stopped');
  });

  test('what only EC2 has is refused, and so are images that are not named', async () => {
    const unknown = await create({ image_id: 'evil:latest' });
    const wrong = await create({ username: 'joe', password: 'secret-of-joe', subnet_id: 'subnet-00000000' });
    const credentials = await ask('POST', '/ec2/list', {
      aws_access_key_id: 'A'.repeat(20),
      aws_secret_access_key: 's',
    });

    expect([unknown.status, unknown.body.code]).toEqual([422, 'invalid_launch_parameter']);
    expect([wrong.status, wrong.body.code]).toEqual([400, 'not_supported_by_docker']);
    expect(wrong.body.errors).toHaveLength(3);
    expect(JSON.stringify(wrong.body)).not.toContain('secret-of-joe');
    expect([credentials.status, credentials.body.code]).toEqual([400, 'not_supported_by_docker']);
    const taken = [await create({ name: 'twice' }), await create({ name: 'twice' })];
    expect(taken.map(({ status, body }) => [status, body.code])).toEqual([
      [201, undefined],
      [409, 'name_taken'],
    ]);
  });

  test('one make goes to instances and one goes back; keys of the other kind are not used', async () => {
    const [id = ''] = await launch(1);
    await ask('POST', `/stop/${id}`);
    const keyed = await ask('POST', `/start/${id}`, { idempotency_key: 'one-key', wait: 10 });

    await deployed.make('deploy', { COMPUTE: 'ec2', DOCKER_HOST: '', DOCKER_IMAGES: '' });
    const there = await ask('GET', '/status');
    const other = await ask('POST', `/stop/${there.body.instance_id}`, { idempotency_key: 'one-key', wait: 5 });
    await deployed.make('deploy');
    const back = await ask('GET', '/status');

    expect(there.body.instance).toMatchObject({ instance_type: 't2.micro' });
    expect([other.status, other.body.job_id === keyed.body.job_id]).toEqual([200, false]);
    expect(back.body.instance).toMatchObject({ name: 'ec2-control-default', instance_type: 'container' });
    expect((await ask('GET', `/status/${id}`)).body.status).toBe('running');
  });

  test('without the engine every request says so, and no more', async () => {
    await engine.close();

    for (const answer of [await ask('GET', '/list'), await ask('POST', '/stop'), await create({})]) {
      expect([answer.status, answer.body.code, answer.body.retryable]).toEqual([503, 'docker_unreachable', true]);
    }
  });
});
