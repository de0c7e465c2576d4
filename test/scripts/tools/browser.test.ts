import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { browserProgram, openInBrowser } from '../../../scripts/tools/browser';
import { type Bench, bench } from '../support/programs';

let here: Bench;
beforeEach(() => {
  here = bench();
});
afterEach(() => here.remove());

test.each([
  ['what BROWSER names', { BROWSER: '/opt/browser', DISPLAY: ':0' }, 'linux', '/opt/browser'],
  ['the desktop of a Mac', {}, 'darwin', 'open'],
  ['the desktop of X', { DISPLAY: ':0' }, 'linux', 'xdg-open'],
  ['the desktop of Wayland', { WAYLAND_DISPLAY: 'wayland-0' }, 'linux', 'xdg-open'],
  ['nothing, where there is no desktop', {}, 'linux', undefined],
] as const)('a URL is opened by %s', (_what, variables, platform, program) => {
  expect(browserProgram(variables, platform)).toBe(program);
});

test('the browser gets the URL', async () => {
  const told = join(here.folder, 'told');
  const browser = here.program('a-browser', `echo "$1" > "${told}.part" && mv "${told}.part" "${told}"`);

  const opened = await openInBrowser('http://localhost:4566/', { BROWSER: browser });

  expect(opened).toBe(true);
  while (!existsSync(told)) await setTimeout(20);
  expect(readFileSync(told, 'utf8').trim()).toBe('http://localhost:4566/');
});

test('a browser that cannot be started is no failure', async () => {
  expect(await openInBrowser('http://localhost:4566/', { BROWSER: '/nowhere/browser' })).toBe(false);
});
