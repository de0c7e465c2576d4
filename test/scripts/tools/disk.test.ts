import { isDiskFull } from '../../../scripts/tools/disk';

test('a disk with room is not full, and of one that cannot be looked at nothing is said', () => {
  expect(isDiskFull(__filename)).toBe(false);
  expect(isDiskFull('/no/such/file')).toBe(false);
});

test('a disk without a megabyte is full', () => {
  expect(isDiskFull(__filename, () => ({ bavail: 100, bsize: 4_096 }))).toBe(true);
});
