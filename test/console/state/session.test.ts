import { type FakeBrowser, fakeBrowser } from '../../support/console/browser';

type Page = typeof import('../../../console/state/session') &
  typeof import('../../../console/api/key') &
  typeof import('../../../console/api/client') &
  typeof import('../../../console/api/skew');

let browser: FakeBrowser<Page>;
let page: Page;

beforeEach(() => {
  browser = fakeBrowser(['state/session', 'api/key', 'api/client', 'api/skew']);
  page = browser.modules;
});

const refused = { code: 'unauthenticated', title: 'Unauthenticated', status: 401, detail: 'No such key.' };

test('a key that the API does not know any more is forgotten', async () => {
  page.keepKey('old');
  const asked = page.ask('GET', 'list').catch(() => {});

  await browser.requests[0]?.answer(401, refused);
  await asked;

  expect([page.currentKey(), browser.stored.size, page.keyRejected.value]).toEqual([undefined, 0, true]);
});

test('an answer to an older key does not take away the one that has been given since', async () => {
  page.keepKey('old');
  const asked = page.ask('GET', 'list').catch(() => {});
  page.keepKey('new');

  await browser.requests[0]?.answer(401, refused);
  await asked;

  expect([page.currentKey(), page.keyRejected.value]).toEqual(['new', false]);
});

test('a wrong key that is tried is not kept', async () => {
  const tried = page.signIn('wrong').catch(({ message }: Error) => message);

  await browser.requests[0]?.answer(401, refused);

  expect([await tried, browser.requests[0]?.key, browser.stored.size]).toEqual(['No such key.', 'wrong', 0]);
});

test('the page says why it cannot be opened yet', async () => {
  page.index.value = { name: '', version: '', profile: 'lab', auth: 'none', links: {} };
  void page.enter();

  await browser.requests[0]?.answer(429, { ...refused, code: 'too_many_requests', status: 429, detail: 'Too many.' });

  expect([page.notYet.value, page.stage.value]).toEqual(['Too many.', 'waiting']);
});

test('the clock of the API is taken from its answers', async () => {
  const asked = page.ask('GET', 'me');

  await browser.requests[0]?.answer(200, {}, { date: new Date(Date.now() + 600_000).toUTCString() });
  await asked;

  expect(Math.abs(page.skew.value - 600_000)).toBeLessThan(1_500);
});
