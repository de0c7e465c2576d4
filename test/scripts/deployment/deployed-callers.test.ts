import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployedCallers, keyWasDeployed } from '../../../scripts/deployment/deployed-callers';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deployment-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function deploy(callers: readonly object[]): string {
  const text = JSON.stringify(callers);
  mkdirSync(join(folder, 'assembly', 'function'), { recursive: true });
  writeFileSync(join(folder, 'assembly', 'function', 'callers.json'), text);
  return text;
}

const actions = ['status'];

test('the callers are those that were deployed, or unknown', () => {
  expect(deployedCallers(folder)).toBeUndefined();
  const text = deploy([]);
  expect(deployedCallers(folder)).toBe(text);
});

test.each([
  ['a caller with a key', [{ name: 'me', key_sha256: 'a'.repeat(64), actions }], true],
  [
    'a caller with a principal only',
    [{ name: 'me', principal_arn: 'arn:aws:iam::123456789012:role/me', actions }],
    false,
  ],
  ['no caller', [], false],
])('of %s it is known whether there is a key', (_who, callers, known) => {
  deploy(callers);

  expect(keyWasDeployed(folder)).toBe(known);
});

test('without the file no key is known', () => {
  expect(keyWasDeployed(folder)).toBe(false);
});
