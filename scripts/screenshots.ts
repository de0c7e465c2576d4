import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { findChromium } from '../test/support/browser/available';
import { openBrowser, type VisitOptions, visit } from '../test/support/browser/visitor';
import { deployAlone } from '../test/support/deployment/deployed';
import { type ServedEc2, serveSimulatedEc2 } from '../test/support/ec2/server';
import { Failure } from './console/failure';
import { program } from './console/program';
import { root } from './tools/paths';

const folder = join(root, 'docs/console');
const mostBytes = 200_000;

/** Names, environments, teams and types of a small company's instances. */
const fleet = [
  ['api-1', 'production', 'api', 't3.small', 'running'],
  ['web-1', 'production', 'web', 't3.small', 'running'],
  ['web-2', 'production', 'web', 't3.small', 'running'],
  ['api-staging', 'staging', 'api', 't3.micro', 'stopped'],
  ['web-staging', 'staging', 'web', 't3.micro', 'running'],
  ['build-agent-1', 'development', 'ci', 't3a.small', 'stopped'],
  ['build-agent-2', 'development', 'ci', 't3a.small', 'stopped'],
  ['notebook', 'development', 'data', 't4g.small', 'running'],
  ['sandbox-ana', 'development', 'lab', 't2.micro', 'running'],
  ['sandbox-ben', 'development', 'lab', 't2.micro', 'stopped'],
] as const;

function fill({ simulation }: ServedEc2): void {
  for (const [name, Environment, Team, instanceType, state] of fleet) {
    simulation.addInstance('us-east-1', { name, tags: { Environment, Team }, instanceType, state });
  }
}

/** Gives the pages of jobs and schedules something to show. */
async function work(base: string): Promise<void> {
  const send = (method: string, path: string, body: object): Promise<Response> =>
    fetch(`${base}${path}`, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  await send('POST', '/create', {
    name: 'load-test',
    tags: { Environment: 'development' },
    wait: 20,
    stop_after: '8h',
  });
  await send('POST', '/stop', { tags: { Environment: 'staging' }, wait: 20 });
  await send('POST', '/start', { instance_id: ['i-0123456789abcdef0'], wait: 5 });
  await send('POST', '/start', { tags: { Team: 'ci' }, async: true });
  await send('PUT', '/schedules/nightly-build', {
    tags: { Team: 'ci' },
    start: '0 22 * * *',
    stop: '0 2 * * *',
    description: 'The build agents, for the tests of the night',
  });
}

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

/** Photographs the console for the README: an emulator and a simulated EC2 of its own, stopped at the end. */
program(async () => {
  const chromium = findChromium();
  if (chromium === undefined) throw new Failure('The pictures need Chromium: apt-get install chromium.');
  mkdirSync(folder, { recursive: true });
  const ec2 = await serveSimulatedEc2({ delays: { pending: 4_000, stopping: 4_000 } });
  const deployed = await deployAlone({ EC2_ENDPOINT: ec2.url });
  const browser = await openBrowser(chromium);
  fill(ec2);

  const take = async (name: string, fragment: string, options: VisitOptions, act?: (page: Page) => Promise<void>) => {
    const visitor = await visit(browser, `${deployed.baseUrl}/${fragment}`, options);
    await visitor.page.getByRole('heading').first().waitFor();
    await visitor.page.getByText('Loading').first().waitFor({ state: 'detached' });
    await act?.(visitor.page);
    const path = join(folder, `${name}.png`);
    await visitor.page.screenshot({ path });
    await visitor.leave();
    const { size } = statSync(path);
    if (size > mostBytes) throw new Failure(`${path} has ${size} bytes, more than ${mostBytes}.`);
    console.log(`${path} ${size} bytes`);
  };
  const screen = { width: 1280, height: 760 };
  try {
    await take('instances', '', screen, async (page) => {
      await press(page, 'Start sandbox-ben for …');
      await page.getByRole('menuitem', { name: 'Start for 2 hours' }).click();
      await page.locator('.note', { hasText: 'It is running at' }).waitFor();
      await press(page, 'Stop sandbox-ana');
      await page.locator('.note', { hasText: 'Stopping …' }).waitFor();
    });
    await take('dark', '', { ...screen, dark: true }, async (page) => {
      await press(page, 'Calls');
      await press(page, 'Start build-agent-1');
      await page.locator('.note', { hasText: 'It is running at' }).waitFor();
      await page.locator('.call summary').first().click();
    });
    await work(deployed.baseUrl);
    await take('jobs', '#/jobs', screen, (page) => page.locator('.card .state-failed').waitFor());
    await take('schedules', '#/schedules', screen, async (page) => {
      await press(page, 'New schedule');
      await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('office-hours');
      await page.getByRole('dialog').getByLabel('Instances with the tags').fill('Environment=development');
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { name: 'office-hours' }).waitFor();
    });
    await take('phone', '#/instances?tag=Environment=development', { width: 390, height: 780 }, async (page) => {
      await press(page, 'Stop notebook');
      await page.locator('.note', { hasText: 'It is stopped.' }).waitFor();
    });
  } finally {
    await browser.close();
    await deployed.close();
    await ec2.close();
  }
});
