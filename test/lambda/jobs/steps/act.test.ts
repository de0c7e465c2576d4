import type { JobEntry, Stage } from '../../../../lambda/jobs/model';
import { dueBatches } from '../../../../lambda/jobs/steps/act';
import { createJobLab, ids } from '../../../support/jobs/lab';

/** A chunk in which so many of the entries are due. */
function chunkWith(due: number, stage: Stage = 'todo'): readonly JobEntry[] {
  return Array.from({ length: 50 }, (_, i) => ({
    instanceId: `i-${i}`,
    stage: i < due ? stage : 'waiting',
    stageEnteredAt: 0,
  }));
}

test('chunks that are due as a whole are a batch each', () => {
  expect(dueBatches([chunkWith(50), chunkWith(50), chunkWith(50)])).toEqual([[0], [1], [2]]);
});

test('chunks with a few due instances share a batch, up to fifty of them, and chunks with none are left out', () => {
  expect(dueBatches([chunkWith(1), chunkWith(0), chunkWith(20), chunkWith(29), chunkWith(1)])).toEqual([
    [0, 2, 3],
    [4],
  ]);
  expect(dueBatches(Array.from({ length: 100 }, () => chunkWith(1)))).toHaveLength(2);
  expect(dueBatches([chunkWith(0)])).toEqual([]);
});

test('what a killed step may have asked for is due as well', () => {
  expect(dueBatches([chunkWith(3, 'asked'), chunkWith(3, 'retry')])).toEqual([[0]]);
});

test('instances that become ready together are asked for in one call, whatever chunks they are in', async () => {
  const lab = createJobLab();
  const next = { at: lab.time.now() + 60_000, state: 'stopped' } as const;
  const all = Array.from({ length: 150 }, (_, i) =>
    i % 10 === 0 ? lab.ec2.add({ state: 'stopping', next }) : lab.ec2.add({ state: 'running' }),
  );

  const { job } = await lab.finished(await lab.submit({ target: ids(...all) }));

  expect(job).toMatchObject({ status: 'succeeded', summary: { changed: 15, unchanged: 135 } });
  expect(lab.ec2.count('StartInstances')).toBe(1);
});
