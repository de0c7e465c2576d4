import { inSight, layOut } from '../../../console/logic/rows';
import { anInstance } from '../../support/console/instance';

const heights = { group: 10, instance: 20, note: 5 };
const many = Array.from({ length: 5_000 }, () => anInstance());

test('rows follow each other, and a note makes its row higher', () => {
  const [one, other] = [anInstance(), anInstance()];

  const { rows, height } = layOut([{ value: 'dev', instances: [one, other] }], (id) => id === one.instance_id, heights);

  expect(rows.map(({ kind, top, height: own }) => [kind, top, own])).toEqual([
    ['group', 0, 10],
    ['instance', 10, 25],
    ['instance', 35, 20],
  ]);
  expect(rows.map(({ number }) => number)).toEqual([2, 3, 4]);
  expect(height).toBe(55);
});

test('without groups there is no heading', () => {
  expect(layOut([{ value: undefined, instances: many }], () => false, heights).rows).toHaveLength(5_000);
});

test('of thousands only what is in sight is drawn', () => {
  const { rows } = layOut([{ value: undefined, instances: many }], () => false, heights);

  const drawn = inSight(rows, 50_000, 800, 100);

  expect(drawn.length).toBeLessThan(60);
  expect(drawn[0]?.top).toBeLessThanOrEqual(49_900);
  expect(drawn.at(-1)?.top).toBeGreaterThanOrEqual(50_880);
  expect(inSight([], 0, 800)).toEqual([]);
  expect(inSight(rows, 1e9, 800).length).toBeLessThanOrEqual(1);
});
