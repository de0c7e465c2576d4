import type { ContractSubject } from './contract';
import { domainInstance } from './domain-instance';

const region = 'us-east-1';

/** The port's `describe`, `find`, `findByAddress` and `protection`. */
export function contractOfReading(subject: () => ContractSubject): void {
  const add = (spec: Parameters<ContractSubject['simulation']['addInstance']>[1]) =>
    subject().simulation.addInstance(region, spec).instanceId;

  test('describes an instance with all that EC2 tells of it', async () => {
    const { ec2, simulation } = subject();
    const id = add({
      name: 'web-1',
      state: 'stopped',
      tags: { Team: 'web & <more>', 'aws:autoscaling:groupName': 'fleet' },
      spot: 'persistent',
      hibernation: true,
      addressing: 'elastic',
      instanceType: 'm5.large',
      reason: { code: 'Client.InternalError', message: 'Client error on launch' },
    });

    const [instance] = await ec2.describe([id]);

    expect(instance).toEqual(domainInstance(simulation.instance(id)));
    expect(instance).toMatchObject({ name: 'web-1', spot: true, hibernation: true, autoScalingGroup: 'fleet' });
  });

  test('leaves out ids that do not exist, and needs no call for none', async () => {
    const { ec2, simulation } = subject();
    const id = add({});

    expect((await ec2.describe(['i-00000000', id, id])).map((one) => one.instanceId)).toEqual([id]);
    simulation.calls.length = 0;
    expect(await ec2.describe([])).toEqual([]);
    expect(simulation.calls).toEqual([]);
  });

  test('describes more ids than EC2 takes in one call', async () => {
    const { ec2, simulation } = subject();
    const ids = Array.from({ length: 450 }, () => add({}));

    const found = await ec2.describe(ids);

    expect(found.map((one) => one.instanceId).sort()).toEqual([...ids].sort());
    expect(simulation.calls).toHaveLength(3);
  });

  test('describes every instance although EC2 gives short and empty pages', async () => {
    const { ec2, simulation } = subject();
    const ids = Array.from({ length: 60 }, () => add({}));
    for (let other = 0; other < 1500; other += 1) add({});
    simulation.world.paging = 'erratic';

    const found = await ec2.describe(ids);

    expect(found.map((one) => one.instanceId).sort()).toEqual([...ids].sort());
  });

  test.each(['dev', '', 'a*', 'wh?t', 'back\\slash', '[ab]', 'a&b=c+d'])(
    'finds by the exact tag value "%s"',
    async (value) => {
      const { ec2 } = subject();
      const id = add({ tags: { 'Env:x y': value, Team: 'web' } });
      for (const other of [`${value}x`, 'abc', 'what', 'a', 'DEV']) add({ tags: { 'Env:x y': other, Team: 'web' } });
      add({ tags: { 'Env:x y': value, Team: 'db' } });
      add({ tags: { Team: 'web' } });

      const { instances, token } = await ec2.find({ tags: { 'Env:x y': value, Team: 'web' }, pageSize: 100 });

      expect(instances.map((one) => one.instanceId)).toEqual([id]);
      expect(token).toBeUndefined();
    },
  );

  test('finds by any of the states asked for', async () => {
    const { ec2 } = subject();
    const running = add({ state: 'running' });
    const stopped = add({ state: 'stopped' });
    add({ state: 'terminated' });

    const some = await ec2.find({ states: ['running', 'stopped'], pageSize: 100 });
    const all = await ec2.find({ pageSize: 100 });

    expect(some.instances.map((one) => one.instanceId).sort()).toEqual([running, stopped].sort());
    expect(all.instances).toHaveLength(3);
  });

  test('finds page by page, even where a page may be smaller than EC2 takes', async () => {
    const { ec2 } = subject();
    const ids = Array.from({ length: 12 }, () => add({}));

    const first = await ec2.find({ pageSize: 5 });
    const second = await ec2.find({ pageSize: 5, ...(first.token && { token: first.token }) });
    const third = await ec2.find({ pageSize: 1, ...(second.token && { token: second.token }) });

    const pages = [first, second, third].map((page) => page.instances.map((one) => one.instanceId));
    expect(pages.map((page) => page.length)).toEqual([5, 5, 2]);
    expect(pages.flat().sort()).toEqual([...ids].sort());
    expect(third.token).toBeUndefined();
  });

  test('takes larger pages than EC2 gives', async () => {
    const { ec2 } = subject();
    add({});

    expect((await ec2.find({ pageSize: 5000 })).instances).toHaveLength(1);
  });

  test('finds by public, private and secondary address, terminated instances never', async () => {
    const { ec2 } = subject();
    const id = add({
      publicIp: '203.0.113.7',
      privateIp: '10.1.0.7',
      addressing: 'elastic',
      secondary: [{ privateIp: '10.1.0.8', publicIp: '203.0.113.8' }],
    });
    const twin = add({ privateIp: '10.1.0.7' });
    add({ state: 'terminated', privateIp: '10.1.0.9', secondary: [{ privateIp: '10.1.0.8' }] });
    const find = async (address: string) => (await ec2.findByAddress(address)).map((one) => one.instanceId).sort();

    expect(await find('203.0.113.7')).toEqual([id]);
    expect(await find('203.0.113.8')).toEqual([id]);
    expect(await find('10.1.0.8')).toEqual([id]);
    expect(await find('10.1.0.7')).toEqual([id, twin].sort());
    expect(await find('10.1.0.9')).toEqual([]);
  });

  test.each([
    [{}, { stop: false, termination: false, oneTimeSpot: false }],
    [{ stopProtected: true }, { stop: true, termination: false, oneTimeSpot: false }],
    [{ terminationProtected: true }, { stop: false, termination: true, oneTimeSpot: false }],
    [{ spot: 'one-time' as const }, { stop: false, termination: false, oneTimeSpot: true }],
    [{ spot: 'persistent' as const }, { stop: false, termination: false, oneTimeSpot: false }],
  ])('tells the protection of %j', async (spec, protection) => {
    const { ec2 } = subject();
    const [instance] = await ec2.describe([add(spec)]);

    expect(instance && (await ec2.protection(instance))).toEqual(protection);
  });
}
