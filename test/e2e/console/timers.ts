import { button, type Lab, rowOf } from '../../support/browser/lab';
import { seriousFaults } from '../../support/browser/visitor';

/** Lets instances run for a while, and stops them by the clock. */
export function timers(of: () => Lab): void {
  let lab: Lab;
  beforeEach(() => {
    lab = of();
  });

  test('an instance is started for two hours, counts down, and the stop is cancelled', async () => {
    const id = lab.add({ name: 'sandbox', state: 'stopped' });
    const page = await lab.open();

    await button(page, 'Start sandbox for …').click();
    await page.getByRole('menuitem', { name: 'Start for 2 hours' }).click();
    await rowOf(page, id).getByText('It is running at').waitFor();
    await page.getByRole('link', { name: 'Jobs' }).click();
    await page.locator('.card-title', { hasText: id }).click();
    await page.getByText('stops in 1 h 59 min').waitFor();
    await page.getByRole('button', { name: /^Cancel/ }).click();
    await page.locator('h1 .state-cancelled').waitFor();

    expect(lab.stateOf(id)).toBe('running');
  });

  test('office hours are scheduled, drawn as a week, disabled and deleted', async () => {
    lab.add({ name: 'web-1', tags: { Environment: 'dev' } });
    const page = await lab.open('#/schedules');

    await button(page, 'New schedule').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('office-hours');
    await dialog.getByLabel('Start', { exact: true }).fill('0 25 * * *');
    await dialog.getByText(/hour/).last().waitFor();
    expect(await dialog.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true');
    await dialog.getByLabel('Start', { exact: true }).fill('0 8 * * mon-fri');
    expect(await dialog.locator('.next-times li').count()).toBe(10);
    await dialog.getByRole('button', { name: 'Dry run' }).click();
    await dialog.getByText('The API accepts it').waitFor();
    expect(await dialog.locator('.week-span').count()).toBeGreaterThan(4);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'office-hours' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await button(page, 'Disable office-hours').click();
    await page.getByText('disabled').waitFor();
    await button(page, 'Delete office-hours').click();
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('There are no schedules yet').waitFor();
  });

  test('a stop that is to come is put off and cancelled from the row of the instance', async () => {
    const id = lab.add({ name: 'sandbox' });
    const page = await lab.open();
    const row = rowOf(page, id);
    const choose = async (item: string): Promise<void> => {
      await button(page, 'Stop sandbox later').click();
      await page.getByRole('menuitem', { name: item, exact: true }).click();
    };

    await choose('Stop in 30 minutes');
    await row.getByText(/stops in 29:\d\d min/).waitFor();
    await choose('Stop in 2 hours instead');
    await row.getByText('stops in 1 h 59 min').waitFor();
    await choose('Cancel the stop');
    await page.getByText('An earlier one stops sandbox at').first().waitFor();
    await row.getByText(/stops in 29:\d\d min/).waitFor();
    await choose('Cancel the stop');
    await page.getByText('The stop of sandbox is cancelled: it goes on running.').first().waitFor();
    await row.locator('.countdown').waitFor({ state: 'detached' });

    expect(lab.stateOf(id)).toBe('running');
  });

  test('a stop that a job brings to several instances is cancelled at the job, which says so', async () => {
    const ids = ['a', 'b'].map((name) => lab.add({ name }));
    await fetch(`${lab.deployed.baseUrl}/start`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ instance_id: ids, stop_after: '2h' }),
    });
    const page = await lab.open();

    await rowOf(page, ids[0] ?? '')
      .getByText('stops in')
      .waitFor();
    await button(page, 'Stop a later').click();
    await page.getByRole('menuitem', { name: 'Cancel the stop' }).click();
    await page.getByText('for 2 instances').first().waitFor();
    await page.getByRole('link', { name: 'See the job' }).click();
    await page.getByRole('button', { name: 'Cancel the stop' }).click();
    await page.locator('h1 .state-cancelled').waitFor();
  });

  test('a clock that is an hour fast does not shorten a countdown', async () => {
    const id = lab.add({ name: 'sandbox' });
    const page = await lab.open('', { ahead: 3_600_000 });

    await button(page, 'Stop sandbox later').click();
    await page.getByRole('menuitem', { name: 'Stop in 2 hours', exact: true }).click();

    await rowOf(page, id).getByText('stops in 1 h 59 min').waitFor();
  });
}
