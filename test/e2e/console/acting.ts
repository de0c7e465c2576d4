import { button, type Lab, rowOf } from '../../support/browser/lab';
import { seriousFaults } from '../../support/browser/visitor';

/** Starts, stops, reboots, deletes and creates instances in the console. */
export function acting(of: () => Lab): void {
  let lab: Lab;
  beforeEach(() => {
    lab = of();
  });

  test('an instance is started, stopped and rebooted, and the page says how each has got on', async () => {
    const id = lab.add({ name: 'web-1', state: 'stopped' });
    const page = await lab.open();

    await button(page, 'Start web-1').click();
    await rowOf(page, id).getByText('It is running at').waitFor();
    await button(page, 'Reboot web-1').click();
    await rowOf(page, id).getByText('EC2 accepted the reboot.').waitFor();
    await button(page, 'Stop web-1').click();
    await rowOf(page, id).getByText('It is stopped.').waitFor();

    expect(lab.stateOf(id)).toBe('stopped');
  });

  test('an instance that falls back is told with the reason and with what to do', async () => {
    const reason = { code: 'Client.InternalError', message: 'Client.InternalError: Client error on launch' };
    const id = lab.add({ name: 'disk', state: 'stopped', fallBack: { to: 'stopped', reason } });
    const page = await lab.open();

    await button(page, 'Start disk').click();
    await rowOf(page, id).getByText('It went back to stopped').waitFor();

    expect(await rowOf(page, id).textContent()).toContain('kms:CreateGrant');
  });

  test('what EC2 refuses is told where the instance is', async () => {
    const id = lab.add({ name: 'safe', stopProtected: true });
    const page = await lab.open();

    await button(page, 'Stop safe').click();
    await rowOf(page, id).getByText('Turn off its stop protection').waitFor();

    expect(lab.stateOf(id)).toBe('running');
  });

  test('a button that would be refused says why, and sends nothing', async () => {
    lab.add({ name: 'web-1' });
    lab.add({ name: 'member', tags: { 'aws:autoscaling:groupName': 'web' } });
    const page = await lab.open();

    const start = button(page, 'Start web-1');
    await start.waitFor();
    expect([await start.getAttribute('aria-disabled'), await start.getAttribute('title')]).toEqual([
      'true',
      'It is already running',
    ]);
    expect(await button(page, 'Stop member').getAttribute('title')).toContain('Auto Scaling group web');
    await start.dispatchEvent('click');

    expect(lab.ec2.simulation.calls.some(({ operation }) => operation === 'StartInstances')).toBe(false);
  });

  test('an instance is deleted after its name has been typed, and not before', async () => {
    const id = lab.add({ name: 'old' });
    const page = await lab.open();

    await button(page, 'More for old').click();
    await page.getByRole('menuitem', { name: 'Delete …' }).click();
    const dialog = page.getByRole('dialog');
    const go = dialog.getByRole('button', { name: 'Delete', exact: true });
    await dialog.getByLabel('Type old to confirm').fill('ol');
    await dialog.getByTitle('Type old first').waitFor();
    await dialog.getByLabel('Type old to confirm').fill('old');
    await go.click();
    await rowOf(page, id).getByText('Deleting').waitFor();

    // The page says so before EC2 has answered.
    for (let looks = 0; lab.stateOf(id) === 'running' && looks < 100; looks += 1) await page.waitForTimeout(100);
    expect(['shutting-down', 'terminated']).toContain(lab.stateOf(id));
  });

  test('a protected instance cannot even be asked to be deleted', async () => {
    lab.add({ name: 'kept', terminationProtected: true });
    const page = await lab.open();

    await button(page, 'More for kept').click();
    await page.getByRole('menuitem', { name: 'Delete …' }).click();
    await page.getByRole('dialog').getByText('Turn off its termination protection').waitFor();

    expect(lab.ec2.simulation.calls.some(({ operation }) => operation === 'TerminateInstances')).toBe(false);
  });

  test('a group shows what would happen to each, then does it, and tells the outcome of each: a 207', async () => {
    const tags = { Environment: 'dev' };
    const good = lab.add({ name: 'a', tags });
    const bad = lab.add({ name: 'b', tags: { ...tags, 'aws:autoscaling:groupName': 'web' } });
    const late = lab.add({ name: 'c', tags });
    const page = await lab.open();

    await button(page, 'Stop all of dev').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 refused, 2 would change').waitFor();
    expect(await dialog.textContent()).toContain('Change the group instead.');
    // What the dry run could not know.
    lab.ec2.simulation.instance(late).stopProtected = true;
    await dialog.getByRole('button', { name: 'Stop 2' }).click();
    await rowOf(page, late).getByText('Turn off its stop protection').waitFor();
    await rowOf(page, good).getByText('It is stopped.').waitFor();

    expect([good, bad, late].map(lab.stateOf)).toEqual(['stopped', 'running', 'running']);
  });

  test('an instance is created by a job, whose page can be shared', async () => {
    const page = await lab.open();

    await button(page, 'Create').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('fresh');
    await dialog.getByLabel('Tags').fill('Environment=dev');
    await dialog.getByRole('button', { name: 'Dry run' }).click();
    await dialog.getByText('Would launch').waitFor();
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    await page.locator('h1 .state-succeeded').waitFor();
    const shared = page.url();
    await page.getByRole('link', { name: 'All jobs' }).click();
    await page.getByRole('link', { name: 'create' }).first().waitFor();
    await page.goto(shared);
    await page.locator('h1 .state-succeeded').waitFor();
    await page.getByRole('link', { name: 'Instances', exact: true }).click();
    await page.getByText('fresh').waitFor();

    expect(shared).toMatch(/#\/jobs\/[0-9a-f-]{36}$/);
    expect(await seriousFaults(page)).toEqual([]);
  });
}
