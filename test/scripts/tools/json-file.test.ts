import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson, writeJson } from '../../../scripts/tools/json-file';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'json-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('what was written is read, and nothing else is left in the folder', () => {
  const path = join(folder, 'new', 'record.json');

  writeJson(path, { a: [1] });

  expect(readJson(path)).toEqual({ a: [1] });
  expect(readdirSync(join(folder, 'new'))).toEqual(['record.json']);
});

test('a file that is missing, and one that is broken, are as if never written', () => {
  const path = join(folder, 'record.json');
  writeFileSync(path, '{"a": [');

  expect(readJson(path)).toBeUndefined();
  expect(readJson(join(folder, 'missing.json'))).toBeUndefined();
});
