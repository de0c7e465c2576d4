import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint } from '../../../scripts/deployment/fingerprint';

let folder: string;
let elsewhere: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fingerprint-'));
  elsewhere = mkdtempSync(join(tmpdir(), 'fingerprint callers-'));
  for (const name of ['lambda', 'config', 'docs']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'lambda', 'index.ts'), 'one');
});

afterEach(() => {
  for (const one of [folder, elsewhere]) rmSync(one, { recursive: true });
});

test('the same files and context have the same fingerprint', () => {
  expect(fingerprint({ profile: 'lab' }, folder)).toBe(fingerprint({ profile: 'lab' }, folder));
});

test.each([
  ['a source', 'lambda/index.ts'],
  ['a file that was not there', 'lambda/new.ts'],
  ['the usual callers file', 'config/callers.json'],
  ['a setting of the CDK', 'cdk.json'],
])('%s makes another fingerprint', (_what, path) => {
  const before = fingerprint({}, folder);

  writeFileSync(join(folder, path), 'two');

  expect(fingerprint({}, folder)).not.toBe(before);
});

test('another context makes another fingerprint', () => {
  expect(fingerprint({ throttleRate: '10' }, folder)).not.toBe(fingerprint({ throttleRate: '20' }, folder));
});

test('a file that is not deployed makes none', () => {
  const before = fingerprint({}, folder);

  writeFileSync(join(folder, 'docs', 'guide.md'), 'two');

  expect(fingerprint({}, folder)).toBe(before);
});

test.each([
  ['absolute', () => join(elsewhere, 'callers.json')],
  ['relative', () => 'config/team callers.json'],
])('a new key in a callers file that is named by its %s path makes another fingerprint', (_kind, path) => {
  const callers = path();
  const file = callers.startsWith('/') ? callers : join(folder, callers);
  writeFileSync(file, '[]');
  const before = fingerprint({ callers }, folder);

  writeFileSync(file, '[{"name":"ci"}]');

  expect(fingerprint({ callers }, folder)).not.toBe(before);
});
