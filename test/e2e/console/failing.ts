import { button, type Lab, rowOf } from '../../support/browser/lab';

/** Goes on where something fails. */
export function failing(of: () => Lab): void {
  let lab: Lab;
  beforeEach(() => {
    lab = of();
  });

  test('an action without an answer is not taken for done', async () => {
    const id = lab.add({ name: 'web-1' });
    const page = await lab.open();
    await rowOf(page, id).waitFor();

    await page.context().setOffline(true);
    await button(page, 'Stop web-1').click();
    await rowOf(page, id).getByText('it is not known whether this was done').waitFor();
    await page.getByText('The API does not answer').waitFor();
    await page.context().setOffline(false);
    await page.getByText('The API does not answer').waitFor({ state: 'detached' });

    expect(lab.stateOf(id)).toBe('running');
  });

  test('an API that asks to be left alone is left alone for that long, and the page says why', async () => {
    const id = lab.add({ name: 'web-1' });
    const page = await lab.open();
    await rowOf(page, id).waitFor();
    const asked: number[] = [];
    const problem = { title: 'Too many', status: 429, code: 'too_many_requests', detail: 'Too many requests.' };
    await page.route('**/list?*', async (route) => {
      asked.push(Date.now());
      if (asked.length > 1) return route.continue();
      await route.fulfill({
        status: 429,
        contentType: 'application/problem+json',
        body: JSON.stringify({ ...problem, retry_after: 4 }),
      });
    });

    await button(page, 'Refresh').click();
    await page.getByText('Too many requests.').waitFor();
    await page.getByText('Too many requests.').waitFor({ state: 'detached' });

    const [first = 0, second = 0] = asked;
    expect(second - first).toBeGreaterThanOrEqual(3_900);
    expect(await rowOf(page, id).count()).toBe(1);
  });

  test('of two tabs one does what the other has done already, and says so', async () => {
    const id = lab.add({ name: 'web-1' });
    const [one, other] = [await lab.open(), await lab.open()];
    await rowOf(one, id).waitFor();
    await rowOf(other, id).waitFor();

    await button(one, 'Stop web-1').click();
    await rowOf(one, id).getByText('It is stopped.').waitFor();
    await button(other, 'Stop web-1').click();
    await rowOf(other, id).getByText('Nothing to do: it is already stopped.').waitFor();

    expect(lab.ec2.simulation.calls.filter(({ operation }) => operation === 'StopInstances')).toHaveLength(1);
  });

  test('while the emulator is stopped the page says so, and when it has been started again the page goes on', async () => {
    const id = lab.add({ name: 'web-1' });
    const page = await lab.open();
    await rowOf(page, id).waitFor();

    await lab.deployed.stop();
    await button(page, 'Refresh').click();
    await page.getByText('The API does not answer').waitFor();
    expect(await rowOf(page, id).count()).toBe(1);
    await lab.deployed.make('deploy');
    await page.getByText('The API does not answer').waitFor({ state: 'detached', timeout: 30_000 });
    await button(page, 'Stop web-1').click();
    await rowOf(page, id).getByText('It is stopped.').waitFor();

    expect(lab.stateOf(id)).toBe('stopped');
  });
}
