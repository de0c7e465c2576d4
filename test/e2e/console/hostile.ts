import type { Page } from 'playwright-core';
import { button, type Lab, rowOf } from '../../support/browser/lab';
import { seriousFaults } from '../../support/browser/visitor';

const markup = '<img src=x onerror=alert(1)>';
const script = '"></textarea><script>alert(2)</script>';

/** Shows what others have written, none of which becomes anything but text. */
export function hostile(of: () => Lab): void {
  let lab: Lab;
  beforeEach(() => {
    lab = of();
  });

  /** What a page must not have: an element that a text became, or a script that ran. */
  const foreign = async (page: Page): Promise<readonly string[]> => {
    const found = await page.evaluate<string[]>(
      `[...document.querySelectorAll('img, iframe, object, embed, svg [onload], body script:not(:last-of-type)')].map((one) => one.outerHTML)`,
    );
    return found;
  };
  const open = async (fragment = ''): Promise<{ readonly page: Page; readonly alerts: readonly string[] }> => {
    const alerts: string[] = [];
    const page = await lab.open(fragment, {
      prepare: async (before) => {
        before.on('dialog', (dialog) => {
          alerts.push(dialog.message());
          void dialog.dismiss();
        });
      },
    });
    return { page, alerts };
  };

  test('markup in names and tags is text, in the list and in every dialog', async () => {
    const id = lab.add({ name: markup, tags: { [markup]: script, Environment: script } });
    const { page, alerts } = await open();
    await rowOf(page, id).waitFor();

    await button(page, `Stop all of ${script}`).click();
    await page.getByRole('dialog').getByText('1 would change').waitFor();
    expect(await page.getByRole('dialog').textContent()).toContain(markup);
    await page.keyboard.press('Escape');
    await button(page, markup).click();
    await page.getByRole('dialog').getByText(script).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await button(page, `Stop ${markup}`).click();
    await rowOf(page, id).getByText('It is stopped.').waitFor();

    expect([alerts, await foreign(page)]).toEqual([[], []]);
  });

  test('markup in the address, in problems and in schedules is text', async () => {
    const { page, alerts } = await open(
      `#/instances?q=${encodeURIComponent(markup)}&tag=${encodeURIComponent(script)}&group=__proto__&region=${encodeURIComponent(script)}`,
    );
    await page.getByText('must be the name of an AWS region').waitFor();
    await page.goto(`${lab.deployed.baseUrl}/#/jobs/${encodeURIComponent(markup)}`);
    await page.getByText('There is no job').waitFor();
    await fetch(`${lab.deployed.baseUrl}/schedules/hostile`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tags: { [markup]: script }, start: '0 8 * * *', description: script }),
    });
    await page.goto(`${lab.deployed.baseUrl}/#/schedules`);
    await page.getByText(script).first().waitFor();
    await fetch(`${lab.deployed.baseUrl}/schedules/hostile`, { method: 'DELETE' });

    expect([alerts, await foreign(page)]).toEqual([[], []]);
  });

  test('a name that turns its text round, a blank one and a very long one can be read, and do not break the page', async () => {
    lab.add({ name: '\u202egnp.exe\u202c', tags: { Environment: '\u202edev' } });
    const blank = lab.add({ name: '  ' });
    const long = lab.add({ name: 'x'.repeat(255), tags: { [`${'k'.repeat(127)}`]: 'v'.repeat(255) } });
    const { page } = await open();

    await button(page, 'gnp.exe').waitFor();
    await rowOf(page, blank).getByText('unnamed').waitFor();
    await rowOf(page, long)
      .getByRole('button', { name: /^More for x/ })
      .click();
    await page.getByRole('menuitem', { name: 'Delete …' }).click();
    await page.getByLabel(`Type ${long} to confirm`).waitFor();

    const wider = `[...document.querySelectorAll('.dialog-body')].some((one) => one.scrollWidth > one.clientWidth)`;
    expect(await page.evaluate<boolean>(wider)).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('no other page can frame it', async () => {
    const page = await lab.open();
    await page
      .context()
      .route('http://other.test/', (route) =>
        route.fulfill({ contentType: 'text/html', body: `<iframe src="${lab.deployed.baseUrl}/"></iframe>` }),
      );
    const other = await page.context().newPage();

    await other.goto('http://other.test/');
    await other.waitForTimeout(500);

    const texts = await Promise.all(other.frames().map((frame) => frame.locator('body').textContent()));
    expect(texts.join()).not.toContain('EC2 Control');
  });
}
