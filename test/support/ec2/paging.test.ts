import fc from 'fast-check';
import { list } from '../../../lambda/instances/list';
import { createSimulatedEc2, type SimulatedEc2 } from './twin';

/** Worlds whose instances match a query or do not, and an EC2 that gives pages as it likes. */
const worlds = fc.record({
  matching: fc.array(fc.boolean(), { maxLength: 120 }),
  pageSize: fc.integer({ min: 1, max: 40 }),
});

function worldOf(matching: readonly boolean[]): { readonly twin: SimulatedEc2; readonly expected: readonly string[] } {
  const twin = createSimulatedEc2({ paging: 'erratic' });
  const ids = matching.map((match) => ({ match, id: twin.add({ tags: { Env: match ? 'dev' : 'prod' } }) }));
  return { twin, expected: ids.flatMap(({ match, id }) => (match ? [id] : [])).sort() };
}

test('following the tokens of short and empty pages finds each instance once', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async ({ matching, pageSize }) => {
      const { twin, expected } = worldOf(matching);
      const found: string[] = [];
      let token: string | undefined;
      do {
        const page = await twin.ec2.find({ tags: { Env: 'dev' }, pageSize, ...(token && { token }) });
        found.push(...page.instances.map((instance) => instance.instanceId));
        token = page.token;
      } while (token !== undefined);
      expect(found.sort()).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test("following a list's cursors finds each instance once, too", async () => {
  const caller = { name: 'ci', actions: [] };
  await fc.assert(
    fc.asyncProperty(worlds, async ({ matching, pageSize }) => {
      const { twin, expected } = worldOf(matching);
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const request = { region: 'us-east-1', tags: { Env: 'dev' }, pageSize };
        const page = await list(twin.ec2, caller, cursor === undefined ? request : { ...request, cursor });
        expect(page.instances.length).toBeLessThanOrEqual(pageSize);
        found.push(...page.instances.map((instance) => instance.instanceId));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(found.sort()).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('an erratic EC2 does give short and empty pages, in another order each time', async () => {
  const { twin } = worldOf(Array.from({ length: 200 }, (_, n) => n > 150));
  const sizes: number[] = [];
  let token: string | undefined;
  do {
    const page = await twin.ec2.find({ tags: { Env: 'dev' }, pageSize: 20, ...(token && { token }) });
    sizes.push(page.instances.length);
    token = page.token;
  } while (token !== undefined);
  const orders = new Set<string>();
  for (let look = 0; look < 5; look += 1) {
    const page = await twin.ec2.find({ pageSize: 1000 });
    orders.add(page.instances.map((instance) => instance.instanceId).join());
  }

  expect(sizes).toContain(0);
  expect(sizes.some((size) => size > 0 && size < 20)).toBe(true);
  expect(orders.size).toBeGreaterThan(1);
});
