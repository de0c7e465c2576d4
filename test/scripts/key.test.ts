import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readCallers } from '../../contract/callers';
import { keyAuthentication } from '../../lambda/http/authentication';
import { aRequest } from '../support/events';

const script = resolve(__dirname, '../../scripts/key.ts');
let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callers-'));
  file = join(folder, 'config', 'callers.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs `make key` as the Makefile does. */
function key(variables: Readonly<Record<string, string>>) {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, CALLERS: file, ...variables };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** The caller that a key opens, as the deployed function would find it. */
function callerOf(secret: string) {
  return keyAuthentication(readCallers(readFileSync(file, 'utf8'), file))(
    aRequest({ headers: { 'x-api-key': secret } }),
  );
}

test('a key is printed alone, once, and only its hash is kept', () => {
  const { status, stdout, stderr } = key({ NAME: 'ci', ACTIONS: 'status,start', TAGS: 'Team=web' });

  expect(status).toBe(0);
  expect(stdout).toMatch(/^ec2c_[\w-]{43}\n$/);
  const secret = stdout.trim();
  expect(readFileSync(file, 'utf8') + stderr).not.toContain(secret);
  expect(callerOf(secret)).toMatchObject({ name: 'ci', actions: ['status', 'start'], tags: { Team: 'web' } });
  expect(stderr).toMatch(/Deploy to let it in:\n\n(make .*\n)+/);
}, 30_000);

test('a key is rotated: a second one, then the old one goes', () => {
  const [old] = [key({ NAME: 'ci', ACTIONS: 'start' }).stdout.trim()];
  const fresh = key({ NAME: 'ci' }).stdout.trim();

  expect([callerOf(old).name, callerOf(fresh).name, callerOf(fresh).actions]).toEqual(['ci', 'ci', ['start']]);

  expect(key({ NAME: 'ci', REMOVE: 'old' }).status).toBe(0);
  expect(() => callerOf(old)).toThrow('unauthenticated');
  expect(callerOf(fresh).name).toBe('ci');
}, 30_000);

test('nothing is written when something is wrong, and the message says what', () => {
  key({ NAME: 'ci', ACTIONS: 'start' });
  const before = readFileSync(file, 'utf8');

  const refused = [
    key({ NAME: 'ci', ACTIONS: 'stop' }),
    key({ NAME: 'new' }),
    key({ NAME: 'no one', ACTIONS: 'list' }),
    key({ NAME: 'ghost', REMOVE: 'all' }),
  ];

  expect(refused.map(({ status, stdout }) => [status, stdout])).toEqual(refused.map(() => [1, '']));
  expect(refused.map(({ stderr }) => stderr.trim().split('\n').at(-1))).toEqual([
    expect.stringContaining('"ci" is a caller already, and may do: start (on every instance)'),
    expect.stringContaining('"new" is a new caller'),
    expect.stringContaining('name: is not 1 to 64 letters'),
    expect.stringContaining('there is no caller "ghost"; there are: ci'),
  ]);
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(existsSync(`${file}.new`)).toBe(false);
}, 60_000);

test('a file that is not a list of callers is left as it is', () => {
  key({ NAME: 'ci', ACTIONS: 'start' });
  writeFileSync(file, '[{"name": "ci", "key": "hunter22"}]');

  const { status, stderr } = key({ NAME: 'other', ACTIONS: 'list' });

  expect(status).toBe(1);
  expect(stderr).toContain('is not a list of callers');
  expect(stderr).not.toContain('hunter22');
  expect(readFileSync(file, 'utf8')).toContain('hunter22');
}, 30_000);
