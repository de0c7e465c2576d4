import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeCallers } from '../../../scripts/key/callers-file';
import { keyHolder } from '../../support/security/callers';

const { entry } = keyHolder({ name: 'ci', actions: ['start'] });
let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callers-'));
  file = join(folder, 'callers.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the file comes into being with the first caller, readable for people', () => {
  const after = changeCallers(file, (entries) => [...entries, entry]);

  expect(after).toEqual([entry]);
  expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify([entry], null, 2)}\n`);
  expect(readdirSync(folder)).toEqual(['callers.json']);
});

test('a change that would spoil the file is not made', () => {
  changeCallers(file, () => [entry]);

  expect(() => changeCallers(file, (entries) => [...entries, entry])).toThrow('has a key or principal twice');
  expect(changeCallers(file, (entries) => entries)).toEqual([entry]);
  expect(readdirSync(folder)).toEqual(['callers.json']);
});

test('two changes at a time do not undo each other: the second is refused', () => {
  changeCallers(file, (entries) => {
    expect(() => changeCallers(file, () => [])).toThrow('another change of');
    return [...entries, entry];
  });

  expect(changeCallers(file, (entries) => entries)).toEqual([entry]);
});

test('a draft that a broken run left behind is named, and not written over', () => {
  writeFileSync(`${file}.new`, 'draft');

  expect(() => changeCallers(file, () => [entry])).toThrow(`${file}.new cannot be made`);
  expect(readFileSync(`${file}.new`, 'utf8')).toBe('draft');
});
