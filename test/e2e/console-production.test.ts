import { RunInstancesCommand } from '@aws-sdk/client-ec2';
import type { Browser, Page } from 'playwright-core';
import { describeWithBrowser } from '../support/browser/available';
import { openBrowser, seriousFaults, type Visitor, visit } from '../support/browser/visitor';
import { type ProductionDeployment, productionDeployment } from './production-deployment';

jest.setTimeout(120_000);

describeWithBrowser('the console in production', (program) => {
  let production: ProductionDeployment;
  let browser: Browser;
  let visitor: Visitor;
  let id = '';
  const keys = { looker: '', operator: '' };

  beforeAll(async () => {
    production = await productionDeployment();
    const { Instances = [] } = await production.ec2.send(
      new RunInstancesCommand({
        ImageId: 'ami-0a1b2c3d4e5f60718',
        InstanceType: 't2.micro',
        MinCount: 1,
        MaxCount: 1,
        TagSpecifications: [
          {
            ResourceType: 'instance',
            Tags: [
              { Key: 'Name', Value: 'web-1' },
              { Key: 'ec2-control:managed', Value: 'true' },
            ],
          },
        ],
      }),
    );
    id = Instances[0]?.InstanceId ?? '';
    keys.looker = await production.key({ NAME: 'looker', ACTIONS: 'list,status' });
    keys.operator = await production.key({ NAME: 'operator', ACTIONS: 'list,status,start,stop,reboot,delete,jobs' });
    await production.deploy(id);
    browser = await openBrowser(program);
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await production?.close();
  }, 60_000);

  afterEach(async () => {
    const { complaints, strayed } = visitor;
    await visitor.leave();
    expect({ complaints, strayed }).toEqual({ complaints: [], strayed: [] });
  });

  async function enter(key: string): Promise<Page> {
    visitor = await visit(browser, `${production.baseUrl}/`);
    const { page } = visitor;
    await page.getByLabel('Key', { exact: true }).fill(key);
    await page.getByRole('button', { name: 'Open the console' }).click();
    return page;
  }
  const row = (page: Page) => page.locator(`[data-instance="${id}"]`);

  test('nothing is shown without a key, and a wrong one is refused', async () => {
    const page = await enter('ec2c_wrong');

    await page.getByText('not one that this API knows').waitFor();

    expect(await page.getByRole('link', { name: 'Jobs' }).count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('a key is kept in the tab alone, is never in a URL or in the calls, and can be forgotten', async () => {
    const urls: string[] = [];
    const page = await enter(keys.operator);
    page.on('request', (request) => urls.push(request.url()));
    await row(page).waitFor();

    await page.reload();
    await row(page).waitFor();
    await page.getByRole('button', { name: 'Calls' }).click();
    const drawer = (await page.locator('.drawer').textContent()) ?? '';
    const stored = await page.evaluate<string>('JSON.stringify(localStorage)');
    await page.getByRole('button', { name: 'Forget' }).click();
    await page.getByLabel('Key', { exact: true }).waitFor();

    expect(drawer).toContain('"x-api-key: $KEY"');
    expect(drawer + stored + urls.join()).not.toContain(keys.operator);
    expect(await page.evaluate<number>('sessionStorage.length')).toBe(0);
  });

  test('what the key does not allow is not offered', async () => {
    const page = await enter(keys.looker);
    await row(page).waitFor();

    const stop = page.getByRole('button', { name: 'Stop web-1', exact: true });
    expect(await stop.getAttribute('title')).toBe('Your key does not allow stop');
    expect(await page.getByRole('button', { name: 'Create', exact: true }).getAttribute('title')).toContain('create');
    await page.getByRole('link', { name: 'Jobs' }).click();
    await page.getByText('Your key does not allow jobs').waitFor();
  });

  test('an instance is stopped and started with a key, and one that was not created here is not deleted', async () => {
    const page = await enter(keys.operator);

    await page.getByRole('button', { name: 'Stop web-1', exact: true }).click();
    await row(page).getByText('It is stopped.').waitFor();
    await page.getByRole('button', { name: 'Start web-1', exact: true }).click();
    await row(page).getByText('It is running').waitFor();
    await page.getByRole('button', { name: 'More for web-1' }).click();
    await page.getByRole('menuitem', { name: 'Delete …' }).click();
    await page.getByRole('dialog').getByText('this API deletes only what it created').waitFor();
  });
});
