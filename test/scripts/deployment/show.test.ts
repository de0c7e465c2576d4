import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { authOf } from '../../../scripts/deployment/record';
import { showUrls } from '../../../scripts/deployment/show';
import { deployCommand } from '../../../scripts/settings/command-line';
import type { Variables } from '../../../scripts/settings/env-file';
import { readSettings } from '../../../scripts/settings/settings';
import { openLog } from '../../../scripts/tools/log-file';
import { type Bench, bench } from '../support/programs';
import { quietSteps } from '../support/steps';

let here: Bench;
let printed: jest.SpyInstance;

beforeEach(() => {
  here = bench();
  printed = jest.spyOn(console, 'log').mockImplementation();
});

afterEach(() => {
  printed.mockRestore();
  here.remove();
});

const outputs = { ApiId: 'abc', ApiUrl: 'https://abc.example/prod/', FunctionName: 'ec2-control' };

async function shown(variables: Variables, hasKey = false): Promise<string> {
  const settings = readSettings(variables);
  const log = openLog('urls', join(here.folder, 'logs'));
  const all = { ...process.env, ...variables };
  const command = deployCommand(all.MAKEFLAGS);
  await showUrls({
    settings,
    auth: authOf(settings),
    hasKey,
    command,
    variables: all,
    outputs,
    steps: quietSteps().steps,
    log,
  });
  return printed.mock.calls.join('\n');
}

const local = 'http://localhost:4566/restapis/abc/prod/_user_request_';
const open = 'https://space-4566.app.github.dev/restapis/abc/prod/_user_request_';

test('each URL stands alone on its line, and a command to try below', async () => {
  const lines = (await shown({ CODESPACE_NAME: '' })).split('\n');

  expect(lines).toEqual(expect.arrayContaining([`${local}/start`, `${local}/list`, `curl ${local}/status`]));
});

test('the console comes first, in Codespaces its public URL before the local one', async () => {
  const here = await shown({ CODESPACE_NAME: '' });
  printed.mockClear();
  const there = (await shown({ CODESPACE_NAME: 'space' })).split('\n');

  expect(here.indexOf(`${local}/\n`)).toBeGreaterThan(-1);
  expect(here.indexOf(`${local}/\n`)).toBeLessThan(here.indexOf(`${local}/start`));
  expect(there.filter((line) => line === `${open}/` || line === `${local}/`)).toEqual([`${open}/`, `${local}/`]);
  expect(there.indexOf(`${local}/`)).toBeLessThan(there.indexOf(`${open}/start`));
});

test('the address of an instance in an emulator is said to be nobody we know, once; on AWS nothing is said', async () => {
  expect((await shown({ CODESPACE_NAME: '' })).match(/are records/g)).toHaveLength(1);
  printed.mockClear();
  expect(await shown({ TARGET: 'aws', AWS_REGION: 'us-east-1' })).not.toContain('records');
});

test('production says how to make a key that the guide can be followed with, and the very command that lets it in', async () => {
  const text = await shown({ PROFILE: 'production', MAKEFLAGS: ' -- EMULATOR_PORT=4566 PROFILE=production' });

  expect(text).toContain(
    'make key NAME=me ACTIONS=list,status,start,stop,jobs\nmake PROFILE=production EMULATOR_PORT=4566\n',
  );
  expect(text).toContain('x-api-key: YOUR-KEY');
});

test('where a caller has a key nobody is told to make the first', async () => {
  const text = await shown({ PROFILE: 'production' }, true);

  expect(text).toContain('x-api-key: YOUR-KEY');
  expect(text).not.toContain('make key');
});

test('in Codespaces the public URLs come first, with what a public port lets in', async () => {
  here.program('gh', 'exit 0');

  const text = await shown({ CODESPACE_NAME: 'space' });

  expect(text.indexOf(`${open}/start`)).toBeGreaterThan(-1);
  expect(text.indexOf(`${open}/start`)).toBeLessThan(text.indexOf(`${local}/start`));
  expect(text).toContain('but nothing else in the emulator');
  expect(text).toContain('\nexport AWS_ENDPOINT_URL=http://localhost:4567\n');
  expect(text).toContain(`curl ${open}/status`);
  expect(text).not.toMatch(/By\s+hand/);
});

test('only the port of the gate is ever made public', async () => {
  const asked = join(here.folder, 'asked');
  here.program('gh', `echo "$*" >> "${asked}"`);

  await shown({ CODESPACE_NAME: 'space' });

  expect(readFileSync(asked, 'utf8')).toBe('codespace ports visibility 4566:public -c space\n');
});

test('without the gate it is said what a public port exposes', async () => {
  here.program('gh', 'exit 0');

  const text = await shown({ CODESPACE_NAME: 'space', GATE: 'off' });

  expect(text).toContain('through a public port 4566 everyone who has the URL can use the whole emulator');
  expect(text).not.toContain('export AWS_ENDPOINT_URL');
});

test('where gh is missing they come with the way by hand, and the commands to try are for this machine', async () => {
  here.onlyThese();

  const text = await shown({ CODESPACE_NAME: 'space' });

  expect(text).toMatch(/By\s+hand:\s+open\s+the\s+tab\s+PORTS/);
  expect(text).toContain(`curl ${local}/status`);
  expect(text).not.toContain(`curl ${open}`);
});

test('the quick start of the README shows what is printed, word for word', async () => {
  const readme = readFileSync(join(__dirname, '../../../README.md'), 'utf8');

  const text = (await shown({ CODESPACE_NAME: '' })).replaceAll('/restapis/abc/', '/restapis/ec2control/');

  expect(readme).toContain(`${text.trim()}\n\`\`\``);
});
