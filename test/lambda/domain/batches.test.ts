import { eachAtMost, inBatches } from '../../../lambda/domain/batches';

test('items are split in their order, and the last batch has the rest', () => {
  expect(inBatches([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(inBatches([], 2)).toEqual([]);
});

test('results have the order of the items, and never more tasks run than allowed', async () => {
  let running = 0;
  let most = 0;
  const results = await eachAtMost([3, 1, 2, 0], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
    running -= 1;
    return item * 10;
  });

  expect(results).toEqual([30, 10, 20, 0]);
  expect(most).toBe(2);
});

test('after a failure no further batch begins', async () => {
  const begun: number[] = [];
  const run = eachAtMost([1, 2, 3], 1, async (item) => {
    begun.push(item);
    if (item === 2) throw new Error('no more');
  });

  await expect(run).rejects.toThrow('no more');
  expect(begun).toEqual([1, 2]);
});
