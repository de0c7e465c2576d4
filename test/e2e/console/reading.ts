import { button, type Lab, rowOf } from '../../support/browser/lab';
import { seriousFaults } from '../../support/browser/visitor';

/** Reads the list, in every size and by every means. */
export function reading(of: () => Lab): void {
  let lab: Lab;
  beforeEach(() => {
    lab = of();
  });

  test('every click shows its call as a curl command that does the same', async () => {
    const id = lab.add({ name: 'web-1' });
    const page = await lab.open();

    await button(page, 'Calls').click();
    await button(page, 'Stop web-1').click();
    const call = page.locator('.call', { hasText: `/stop/${id}` });
    await call.getByRole('button', { name: `Copy the curl command of POST /stop/${id}` }).click();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');

    expect(copied).toBe(`curl -X POST '${lab.deployed.baseUrl}/stop/${id}'`);
    expect(await page.locator('.drawer').textContent()).toContain('$KEY');
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('five thousand instances scroll, are searched, and the view is in the address', async () => {
    for (let index = 0; index < 5_000; index += 1) {
      lab.add({
        name: `node-${index}`,
        state: index % 4 === 0 ? 'stopped' : 'running',
        tags: { Team: `t${index % 5}` },
      });
    }
    const page = await lab.open();

    await page.getByText('5,000 instances').waitFor();
    expect(await page.locator('[data-instance]').count()).toBeLessThan(60);
    await page.locator('.list-scroll').press('End');
    await page.getByText('node-4999', { exact: true }).waitFor();
    await page.getByRole('searchbox').fill('node-499');
    await page.getByText('11 of 5,000 instances').waitFor();
    await page.getByRole('button', { name: /^stopped/ }).click();
    await page.getByText('2 of 5,000 instances').waitFor();
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await page.getByText('2 of 5,000 instances').waitFor();

    expect(address).toMatch(/#\/instances\?q=node-499&state=stopped$/);
  });

  test('a phone shows each instance as a card, and nothing is wider than the screen', async () => {
    const id = lab.add({ name: 'web-1', tags: { Environment: 'dev' } });
    const page = await lab.open('', { width: 360, height: 740 });

    await button(page, 'Stop web-1').click();
    await rowOf(page, id).getByText('It is stopped.').waitFor();

    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('the keyboard alone is enough', async () => {
    const id = lab.add({ name: 'web-1' });
    const page = await lab.open();
    await rowOf(page, id).waitFor();

    await page.keyboard.press('/');
    await page.keyboard.type('web');
    await page.getByRole('button', { name: 'More for web-1' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText(id).first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    expect(await page.getByRole('searchbox').inputValue()).toBe('web');
  });

  test.each([
    ['in the light', {}],
    ['in the dark', { dark: true }],
    ['on a phone', { width: 360, height: 740 }],
  ])('axe-core finds nothing serious in any view, %s', async (_how, options) => {
    lab.add({ name: 'web-1', tags: { Environment: 'dev', Team: 'web' } });
    lab.add({ name: 'web-2', tags: { Environment: 'dev' }, spot: 'one-time' });
    const page = await lab.open('', options);
    const faults: Record<string, readonly string[]> = {};
    const look = async (view: string): Promise<void> => {
      faults[view] = await seriousFaults(page);
    };

    await page.getByText('web-2', { exact: true }).waitFor();
    await look('instances');
    await button(page, 'Stop all of dev').click();
    await page.getByText('1 would fail, 1 would change').waitFor();
    await look('dry run');
    await page.keyboard.press('Escape');
    await button(page, 'Start web-1').waitFor();
    await button(page, 'Stop web-1 later').click();
    await page.getByRole('menuitem', { name: 'Stop in 2 hours' }).click();
    await page.locator('.countdown').first().waitFor();
    await page.getByRole('link', { name: 'Jobs' }).click();
    await page.locator('.card').first().waitFor();
    await look('jobs');
    await page.locator('.card-title').first().click();
    await page.getByRole('heading', { name: 'Results' }).waitFor();
    await look('job');
    await button(page, 'Cancel the stop').click();
    await page.locator('h1 .state-cancelled').waitFor();
    await page.getByRole('link', { name: 'API', exact: true }).click();
    await page.locator('.endpoint', { hasText: '/list' }).first().locator('summary').click();
    await button(page, 'Send').click();
    await page.locator('.try-answer').getByText('"count"').waitFor();
    await look('reference');

    expect(faults).toEqual({ instances: [], 'dry run': [], jobs: [], job: [], reference: [] });
  });
}
