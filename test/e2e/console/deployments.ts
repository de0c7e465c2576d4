import type { Page } from 'playwright-core';
import { button, type Lab } from '../../support/browser/lab';
import { seriousFaults } from '../../support/browser/visitor';

/** Looks at the page of other deployments than the lab's, which it tells by what the API says of them. */
export function deployments(of: () => Lab): void {
  let lab: Lab;
  beforeEach(() => {
    lab = of();
  });

  test('where requests must be signed the page says that a browser cannot, and how to go on', async () => {
    const asked: string[] = [];
    const page = await lab.open('', {
      prepare: async (before) => {
        await withIndex(before, { profile: 'production', auth: 'iam' });
        before.on('request', (request) => asked.push(request.url()));
      },
    });

    await page.getByRole('heading', { name: 'A browser cannot sign' }).waitFor();

    expect(await page.locator('.call-curl').textContent()).toContain(`--aws-sigv4`);
    expect(asked).toHaveLength(1);
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('with Docker the form has what a container can have', async () => {
    const page = await lab.open('', {
      prepare: (before) =>
        before.route('**/me', async (route) => {
          const answer = await route.fetch();
          await route.fulfill({ response: answer, json: { ...(await answer.json()), compute: 'docker' } });
        }),
    });

    await button(page, 'Create').click();
    const labels = await page.getByRole('dialog').locator('label').allTextContents();

    expect(labels).toEqual(['Name', 'Image', 'Tags', 'Stop after']);
    expect(await seriousFaults(page)).toEqual([]);
  });
}

/** Changes the index that the page is sent with. */
async function withIndex(page: Page, change: object): Promise<void> {
  await page.route('**/_user_request_/', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/(<meta name="index" content=")([^"]*)/, (_, start, index: string) => {
      const now = { ...JSON.parse(index.replaceAll('&quot;', '"')), ...change };
      return start + JSON.stringify(now).replaceAll('"', '&quot;');
    });
    await route.fulfill({ response, body });
  });
}
