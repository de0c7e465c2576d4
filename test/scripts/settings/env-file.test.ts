import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOn, withEnvFile } from '../../../scripts/settings/env-file';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'env-'));
  path = join(folder, '.env');
});

afterEach(() => rmSync(folder, { recursive: true }));

test('without a file there is the environment alone', () => {
  expect(withEnvFile({ A: '1' }, path)).toEqual({ A: '1' });
});

test('the environment wins over the file', () => {
  writeFileSync(path, 'A=file\nB=file\n');

  expect(withEnvFile({ A: 'environment' }, path)).toEqual({ A: 'environment', B: 'file' });
});

test('comments, blank lines, quotes, export and values of several lines are understood', () => {
  writeFileSync(path, '# a comment\n\nexport A=1\n  B = "two words" # why\nC="first\nsecond line\nthird"\r\nD=\n');

  expect(withEnvFile({}, path)).toMatchObject({ A: '1', B: 'two words', C: 'first\nsecond line\nthird', D: '' });
});

test('every line that is no setting is named by its number, without what stands in it', () => {
  writeFileSync(path, 'A=1\nEMULATOR_PORT 4567\n# fine\nB="x\ny"\nsecret-token\n');

  const read = (): unknown => withEnvFile({}, path);

  expect(read).toThrow(/\.env, lines 2, 6, are not of the form NAME=value/);
  expect(read).not.toThrow(/secret-token/);
});

test('a file that cannot be read is told in one paragraph', () => {
  mkdirSync(path);

  expect(() => withEnvFile({}, path)).toThrow(/^The settings in .*\.env cannot be read \(EISDIR/);
});

test.each([
  ['1', true],
  ['yes', true],
  ['0', false],
  ['no', false],
  ['False', false],
  ['', false],
  [undefined, false],
])('a switch that is %j is on: %j', (value, on) => {
  expect(isOn(value)).toBe(on);
});
