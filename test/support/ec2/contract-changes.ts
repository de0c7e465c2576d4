import type { ContractSubject } from './contract';
import { usualDelays } from './instance';

const region = 'us-east-1';

/** The port's `start`, `stop`, `reboot` and `terminate`, and what becomes of the instances. */
export function contractOfChanges(subject: () => ContractSubject): void {
  const add = (spec: Parameters<ContractSubject['simulation']['addInstance']>[1]) =>
    subject().simulation.addInstance(region, spec).instanceId;
  const stateOf = async (id: string) => (await subject().ec2.describe([id]))[0]?.state;

  test('starts instances, which are pending, then running with an address', async () => {
    const { ec2, advance } = subject();
    const ids = [add({ state: 'stopped' }), add({ state: 'stopped' })];

    const changes = await ec2.start(ids);

    expect(changes).toEqual(ids.map((instanceId) => ({ instanceId, current: 'pending' })));
    advance(usualDelays.pending);
    for (const instance of await ec2.describe(ids)) {
      expect(instance).toMatchObject({ state: 'running', ip: expect.stringMatching(/^198\./) });
    }
  });

  test('gives another public address after a stop and a start, unless it is an elastic one', async () => {
    const { ec2, advance } = subject();
    const ids = [add({}), add({ addressing: 'elastic' }), add({ addressing: 'none' })];
    const addresses = async () => {
      const instances = await ec2.describe(ids);
      return ids.map((id) => instances.find((one) => one.instanceId === id)?.ip);
    };
    const before = await addresses();

    await ec2.stop(ids, {});
    advance(usualDelays.stopping);
    const stopped = await addresses();
    await ec2.start(ids);
    advance(usualDelays.pending);
    const after = await addresses();

    expect(stopped).toEqual([null, before[1], null]);
    expect(after).toEqual([expect.any(String), before[1], null]);
    expect(after[0]).not.toBe(before[0]);
  });

  test('tells why an instance fell back after it was started', async () => {
    const { ec2, advance } = subject();
    const reason = { code: 'Client.InternalError', message: 'Client.InternalError: Client error on launch' };
    const [stopped, terminated] = [
      add({ state: 'stopped', fallBack: { to: 'stopped', reason } }),
      add({ state: 'stopped', fallBack: { to: 'terminated', reason } }),
    ];

    await ec2.start([stopped, terminated]);
    advance(usualDelays.pending);

    expect((await ec2.describe([stopped]))[0]).toMatchObject({ state: 'stopped', stateReason: reason, ip: null });
    expect((await ec2.describe([terminated]))[0]).toMatchObject({ state: 'terminated', stateReason: reason });
  });

  test('stops instances as asked: plainly, by force, or hibernating', async () => {
    const { ec2, simulation, advance } = subject();
    const [plain, forced, hibernated] = [add({}), add({}), add({ hibernation: true })];

    expect(await ec2.stop([plain], {})).toEqual([{ instanceId: plain, current: 'stopping' }]);
    await ec2.stop([forced], { force: true, hibernate: false });
    await ec2.stop([hibernated], { hibernate: true });

    expect(simulation.instance(plain).lastStop).toEqual({ force: false, hibernate: false });
    expect(simulation.instance(forced).lastStop).toEqual({ force: true, hibernate: false });
    expect(simulation.instance(hibernated).lastStop).toEqual({ force: false, hibernate: true });
    expect(await stateOf(plain)).toBe('stopping');
    advance(usualDelays.stopping);
    expect(await stateOf(plain)).toBe('stopped');
  });

  test('reboots instances, of which EC2 tells no states', async () => {
    const { ec2, simulation } = subject();
    const id = add({});

    expect(await ec2.reboot([id])).toEqual([]);
    expect(simulation.instance(id).reboots).toBe(1);
  });

  test('terminates instances, which can be seen for an hour more', async () => {
    const { ec2, advance } = subject();
    const id = add({});

    expect(await ec2.terminate([id])).toEqual([{ instanceId: id, current: 'shutting-down' }]);
    advance(usualDelays.shuttingDown);
    expect(await stateOf(id)).toBe('terminated');
    advance(usualDelays.terminatedVisible);
    expect(await stateOf(id)).toBeUndefined();
  });

  test('changes nothing that is already there, and says so as EC2 does', async () => {
    const { ec2 } = subject();
    const [running, stopped] = [add({}), add({ state: 'stopped' })];

    expect(await ec2.start([running])).toEqual([{ instanceId: running, current: 'running' }]);
    expect(await ec2.stop([stopped], {})).toEqual([{ instanceId: stopped, current: 'stopped' }]);
  });
}
