import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCallers } from '../../lib/callers-file';

const folder = mkdtempSync(join(tmpdir(), 'ec2-control-callers-'));
const callers = join(folder, 'callers.json');
afterAll(() => rmSync(folder, { recursive: true }));

const byKey = { name: 'ci', key_sha256: 'ab'.repeat(32), actions: ['status'] };
const byPrincipal = { name: 'ops', principal_arn: 'arn:aws:iam::123456789012:role/Ops', actions: ['list'] };

test('the callers travel as they are written', () => {
  writeFileSync(callers, JSON.stringify([byKey, byPrincipal]));

  const file = loadCallers({ auth: 'key', callers });

  expect(JSON.parse(file?.text ?? '')).toEqual([byKey, byPrincipal]);
  expect(file).not.toHaveProperty('warning');
});

test('a deployment that asks for no caller has no file', () => {
  expect(loadCallers({ auth: 'none', callers: 'no-such-file.json' })).toBeUndefined();
});

test('nobody is let in before there is a file, and the deployer is told', () => {
  const before = process.cwd();
  process.chdir(folder);

  const file = loadCallers({ auth: 'key' });

  process.chdir(before);
  expect(file).toEqual({
    text: '[]',
    warning: expect.stringMatching(/config\/callers.json does not exist: .* every call but GET \/health is refused/),
  });
});

test('a file that is named must exist', () => {
  expect(() => loadCallers({ auth: 'key', callers: 'no-such-file.json' })).toThrow(
    'callers is "no-such-file.json", but there is no such file',
  );
});

test.each([
  ['iam', byKey, 'principal_arn'],
  ['key', byPrincipal, 'key_sha256'],
] as const)('with auth=%s, callers of the other kind are nobody', (auth, caller, member) => {
  writeFileSync(callers, JSON.stringify([caller]));

  expect(loadCallers({ auth, callers })?.warning).toContain(`has no caller with ${member}`);
});

test('mistakes in the file stop the synthesis', () => {
  writeFileSync(callers, JSON.stringify([{ ...byKey, actions: ['fly'] }]));

  expect(() => loadCallers({ auth: 'key', callers })).toThrow(
    /callers.json is not a list of callers:\n {2}\[0\].actions\[0\]/,
  );
});
