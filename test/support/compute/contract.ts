import { defined } from '../../../contract/defined';
import { Problem } from '../../../lambda/domain/problem';
import type { ChangeAnswer, Ec2 } from '../../../lambda/instances/ec2';

/** What a kind of compute is asked to hold for a test. */
export interface WantedInstance {
  readonly state: 'running' | 'stopped';
  readonly tags?: Readonly<Record<string, string>>;
}

/** An implementation of the port of instances, with a world of its own behind it. */
export interface ComputeSubject {
  readonly instances: Ec2;
  /** Makes an instance past the port; returns its id. */
  add(wanted: WantedInstance): Promise<string>;
  /** Waits until every change has come to its end. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** What every kind of compute does behind the port of instances, whatever it is. */
export function computeContract(subject: () => ComputeSubject): void {
  const stateOf = async (id: string) => (await subject().instances.describe([id]))[0]?.state;
  const problemsIn = async (answers: Promise<readonly ChangeAnswer[]>): Promise<readonly string[]> => {
    try {
      return (await answers).flatMap((answer) => ('problem' in answer ? [answer.problem.code] : []));
    } catch (error) {
      if (error instanceof Problem) return [error.code];
      throw error;
    }
  };

  test('describes what there is, and leaves out what there is not', async () => {
    const { instances, add } = subject();
    const id = await add({ state: 'running', tags: { Name: 'contract-a', Team: 'web' } });

    const found = await instances.describe([id, id, 'i-00000000', 'i-0123456789abcdef0']);

    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      instanceId: id,
      name: 'contract-a',
      state: 'running',
      tags: { Name: 'contract-a', Team: 'web' },
      spot: false,
      ip: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
    });
    expect(Date.parse(found[0]?.launchTime ?? '')).toBeGreaterThan(0);
    expect(await instances.describe([])).toEqual([]);
  });

  test('finds by tags, by states and by address', async () => {
    const { instances, add } = subject();
    const web = await add({ state: 'running', tags: { Find: 'me', Tier: 'web' } });
    const db = await add({ state: 'stopped', tags: { Find: 'me', Tier: 'd*b' } });
    const ids = async (query: object) =>
      (await instances.find({ pageSize: 100, ...query })).instances.map(({ instanceId }) => instanceId).sort();

    expect(await ids({ tags: { Find: 'me' } })).toEqual([web, db].sort());
    expect(await ids({ tags: { Find: 'me', Tier: 'd*b' } })).toEqual([db]);
    expect(await ids({ tags: { Find: 'me', Tier: '*' } })).toEqual([]);
    expect(await ids({ tags: { Find: 'me' }, states: ['stopped'] })).toEqual([db]);
    const [{ ip = null } = {}] = await instances.describe([web]);
    expect((await instances.findByAddress(ip ?? '')).map(({ instanceId }) => instanceId)).toEqual([web]);
    expect(await instances.findByAddress('203.0.113.99')).toEqual([]);
  });

  test('finds page by page, each instance once', async () => {
    const { instances, add } = subject();
    const ids: string[] = [];
    for (let count = 0; count < 7; count += 1) ids.push(await add({ state: 'stopped', tags: { Page: 'by page' } }));

    const seen: string[] = [];
    let token: string | undefined;
    do {
      const query = { tags: { Page: 'by page' }, pageSize: 5, ...defined({ token }) };
      const page = await instances.find(query);
      seen.push(...page.instances.map(({ instanceId }) => instanceId));
      token = page.token;
    } while (token !== undefined);

    expect(seen.sort()).toEqual(ids.sort());
    expect(await problemsIn(instances.find({ pageSize: 5, token: 'bm9uc2Vuc2U=' }).then(() => []))).toEqual([
      'invalid_cursor',
    ]);
  });

  test('starts, reboots, stops and terminates, and each comes to its end', async () => {
    const { instances, add, settle } = subject();
    const ids = [await add({ state: 'stopped' }), await add({ state: 'stopped' })];
    const states = () => Promise.all(ids.map(stateOf));

    const started = await instances.start(ids);
    await settle();
    expect(started.map(({ instanceId }) => instanceId)).toEqual(ids);
    expect(await states()).toEqual(['running', 'running']);

    await instances.reboot(ids);
    await settle();
    expect(await states()).toEqual(['running', 'running']);

    await instances.stop(ids, {});
    await settle();
    expect(await states()).toEqual(['stopped', 'stopped']);

    await instances.terminate(ids);
    await settle();
    expect(await states()).toEqual(['terminated', 'terminated']);
  });

  test('an instance in the state asked for already is no failure', async () => {
    const { instances, add, settle } = subject();
    const [up, down] = [await add({ state: 'running' }), await add({ state: 'stopped' })];

    expect(await problemsIn(instances.start([up]))).toEqual([]);
    expect(await problemsIn(instances.stop([down], {}))).toEqual([]);
    await settle();
    expect([await stateOf(up), await stateOf(down)]).toEqual(['running', 'stopped']);
  });

  test('stops by force', async () => {
    const { instances, add, settle } = subject();
    const id = await add({ state: 'running' });

    await instances.stop([id], { force: true });
    await settle();

    expect(await stateOf(id)).toBe('stopped');
  });

  test('an id that stands for nothing is not found by any change', async () => {
    const { instances } = subject();
    const ids = ['i-0123456789abcdef0'];

    for (const change of [
      instances.start(ids),
      instances.stop(ids, {}),
      instances.reboot(ids),
      instances.terminate(ids),
    ]) {
      expect(await problemsIn(change)).toEqual(['instance_not_found']);
    }
  });

  test('says what protects an instance', async () => {
    const { instances, add } = subject();
    const [instance] = await instances.describe([await add({ state: 'running' })]);

    expect(instance && (await instances.protection(instance))).toEqual({
      stop: false,
      termination: false,
      oneTimeSpot: false,
    });
  });
}
