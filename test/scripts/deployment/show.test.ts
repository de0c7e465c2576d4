import { join } from 'node:path';
import { authOf } from '../../../scripts/deployment/record';
import { showUrls } from '../../../scripts/deployment/show';
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

async function shown(variables: Variables): Promise<string> {
  const settings = readSettings(variables);
  const log = openLog('urls', join(here.folder, 'logs'));
  const all = { ...process.env, ...variables };
  await showUrls({ settings, auth: authOf(settings), variables: all, outputs, steps: quietSteps().steps, log });
  return printed.mock.calls.join('\n');
}

const local = 'http://localhost:4566/restapis/abc/prod/_user_request_';
const open = 'https://space-4566.app.github.dev/restapis/abc/prod/_user_request_';

test('each URL stands alone on its line, and a command to try below', async () => {
  const lines = (await shown({ CODESPACE_NAME: '' })).split('\n');

  expect(lines).toEqual(expect.arrayContaining([`${local}/start`, `${local}/list`, `curl ${local}/status`]));
});

test('production says how to make a key', async () => {
  expect(await shown({ PROFILE: 'production' })).toMatch(/x-api-key: YOUR-KEY[\s\S]*make key NAME=me/);
});

test('in Codespaces the public URLs come first, with what a public port lets in', async () => {
  here.program('gh', 'exit 0');

  const text = await shown({ CODESPACE_NAME: 'space' });

  expect(text.indexOf(`${open}/start`)).toBeGreaterThan(-1);
  expect(text.indexOf(`${open}/start`)).toBeLessThan(text.indexOf(`${local}/start`));
  expect(text).toContain('a public port 4566');
  expect(text).toContain(`curl ${open}/status`);
  expect(text).not.toMatch(/By\s+hand/);
});

test('where gh is missing they come with the way by hand', async () => {
  here.onlyThese();

  expect(await shown({ CODESPACE_NAME: 'space' })).toMatch(/By\s+hand:\s+open\s+the\s+tab\s+PORTS/);
});
