import fc from 'fast-check';
import { defined } from '../../../contract/defined';
import type { InstanceState } from '../../../contract/states';
import type { Caller } from '../../../lambda/domain/caller';
import { encodeCursor } from '../../../lambda/instances/cursor';
import type { Ec2 } from '../../../lambda/instances/ec2';
import { list } from '../../../lambda/instances/list';
import { anyone } from '../../support/app';
import { createSimulatedEc2, type SimulatedEc2, type SimulatedEc2Options } from '../../support/ec2/twin';

/** Follows the cursor to the end; each page's ids. */
async function pages(
  { ec2 }: Pick<SimulatedEc2, 'ec2'>,
  pageSize: number,
  caller: Caller = anyone,
  tags: Readonly<Record<string, string>> = {},
): Promise<readonly (readonly string[])[]> {
  const all: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await list(ec2, caller, {
      region: 'us-east-1',
      tags,
      pageSize,
      ...defined({ cursor }),
    });
    all.push(page.instances.map((instance) => instance.instanceId));
    cursor = page.next;
  } while (cursor !== undefined && all.length < 500);
  return all;
}

/** Pages as moto cuts them: by reservation, so that a page may hold more than was asked for. */
const byReservation = (ec2: Ec2, perReservation: number): Ec2 => ({
  ...ec2,
  find: async ({ pageSize, token, ...query }) => {
    const { instances } = await ec2.find({ ...query, pageSize: 1000 });
    const from = Number(token ?? 0);
    const to = from + Math.ceil(pageSize / perReservation) * perReservation;
    return { instances: instances.slice(from, to), ...(to < instances.length ? { token: String(to) } : {}) };
  },
});

/** As MiniStack answers: everything at once, whatever was asked for. */
const unpaged = (ec2: Ec2): Ec2 => ({ ...ec2, find: (query) => ec2.find({ ...query, pageSize: 1000 }) });

const endpoints: readonly (readonly [string, SimulatedEc2Options, (ec2: Ec2) => Ec2])[] = [
  ['EC2', {}, (ec2) => ec2],
  ['EC2 with short and empty pages', { paging: 'erratic' }, (ec2) => ec2],
  ['an endpoint that ignores paging', {}, unpaged],
  ['an endpoint that pages by reservation', {}, (ec2) => byReservation(ec2, 3)],
];

test.each(endpoints)('on %s, following the cursor visits every instance exactly once', async (_, options, as) => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 12 }), async (count, pageSize) => {
      const twin = createSimulatedEc2(options);
      const ids = Array.from({ length: count }, () => twin.add());

      const seen = await pages({ ec2: as(twin.ec2) }, pageSize);

      expect(seen.flat().sort()).toEqual([...ids].sort());
      expect(seen.every((page) => page.length <= pageSize)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('terminated instances are listed only when asked for', async () => {
  const twin = createSimulatedEc2();
  const [running, terminated] = [twin.add(), twin.add({ state: 'terminated' })];
  const request = { region: 'us-east-1', pageSize: 100 };

  const usual = await list(twin.ec2, anyone, request);
  const asked = await list(twin.ec2, anyone, { ...request, states: ['terminated'] });

  expect(usual.instances.map((instance) => instance.instanceId)).toEqual([running]);
  expect(asked.instances.map((instance) => instance.instanceId)).toEqual([terminated]);
});

test('a caller with a tag selector sees its own instances only', async () => {
  const twin = createSimulatedEc2();
  const mine = twin.add({ tags: { Team: 'web' } });
  twin.add({ tags: { Team: 'db' } });

  expect((await pages(twin, 100, { ...anyone, tags: { Team: 'web' } })).flat()).toEqual([mine]);
  expect((await pages(twin, 100, { ...anyone, tags: { Team: 'web' } }, { Team: 'db' })).flat()).toEqual([]);
});

test('the cursor of one list is not one of another', async () => {
  const twin = createSimulatedEc2();
  for (let n = 0; n < 20; n += 1) twin.add();
  const first = await list(twin.ec2, anyone, { region: 'us-east-1', pageSize: 5 });

  const other = list(twin.ec2, anyone, {
    region: 'us-east-1',
    pageSize: 5,
    states: ['stopped'],
    cursor: first.next ?? '',
  });

  await expect(other).rejects.toMatchObject({ code: 'invalid_cursor' });
});

test('one EC2 call makes one page', async () => {
  const twin = createSimulatedEc2();
  for (let n = 0; n < 300; n += 1) twin.add();

  const page = await list(twin.ec2, anyone, { region: 'us-east-1', pageSize: 100 });

  expect([page.instances.length, twin.count()]).toEqual([100, 1]);
});

test.each([
  {},
  { size: 7.5 },
  { size: 0 },
  { size: 1001 },
  { size: '5' },
  { size: null },
  { size: 5, token: '' },
  { size: 5, token: 7 },
  { size: 5, token: '\ud800' },
  { size: 5, after: 'z' },
  { size: 5, after: ['i-01234567'] },
  { size: 5, more: true },
])('a cursor that was made by hand to say %j is refused before EC2 is asked', async (position) => {
  const twin = createSimulatedEc2();
  const states: InstanceState[] = ['pending', 'running', 'shutting-down', 'stopped', 'stopping'];
  const made = (of: object) => encodeCursor({ ...of }, ['us-east-1', [], states, anyone.name]);
  const asked = (cursor: string) => list(twin.ec2, anyone, { region: 'us-east-1', pageSize: 5, states, cursor });

  await expect(asked(made(position))).rejects.toMatchObject({ code: 'invalid_cursor' });
  expect(twin.count()).toBe(0);
  await expect(asked(made({ size: 5 }))).resolves.toEqual({ instances: [] });
});

test('a page is cut where its answer would be too large, and the cursor leads past the cut', async () => {
  const twin = createSimulatedEc2();
  const ids = Array.from({ length: 20 }, () => twin.add());
  const sizes: number[] = [];
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(twin.ec2, anyone, {
      region: 'us-east-1',
      pageSize: 10,
      fitting: (instances) => Math.min(instances.length, 3),
      ...defined({ cursor }),
    });
    sizes.push(page.instances.length);
    seen.push(...page.instances.map(({ instanceId }) => instanceId));
    cursor = page.next;
  } while (cursor !== undefined);

  expect(sizes).toEqual([3, 3, 3, 1, 3, 3, 3, 1]);
  expect(seen.sort()).toEqual(ids.sort());
});
