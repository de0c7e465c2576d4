import { type FakeBrowser, fakeBrowser } from '../../support/console/browser';

type Page = typeof import('../../../console/state/jobs') & typeof import('../../../console/state/view');

let browser: FakeBrowser<Page>;
let state: Page;

beforeEach(() => {
  browser = fakeBrowser(['state/jobs', 'state/view'], '#/jobs?status=failed');
  state = browser.modules;
});

const job = (job_id: string) => ({ job_id, status: 'succeeded', results: [] });

test('the jobs of a filter that has been changed since are not shown', async () => {
  const asked = state.loadJobs({ status: 'failed', instance: '' }, true);
  state.view.value = { page: 'jobs', filter: { status: 'running', instance: '' } };

  await browser.requests[0]?.answer(200, { jobs: [job('a')] });
  await asked;

  expect(state.jobs.value).toBeUndefined();
});

test('a job whose page has been left is not shown on the next one', async () => {
  state.view.value = { page: 'job', id: 'a' };
  const asked = state.loadJob('a', true);
  state.view.value = { page: 'job', id: 'b' };

  await browser.requests[0]?.answer(404, { code: 'job_not_found', status: 404, detail: 'There is no job "a".' });
  await asked;

  expect(state.job.value).toBeUndefined();
});

test('older jobs are read on, none of them twice', async () => {
  const filter = { status: 'failed', instance: '' };
  const first = state.loadJobs(filter, true);
  await browser.requests[0]?.answer(200, { jobs: [job('c'), job('b')], next_token: 't' });
  await first;
  const older = state.loadOlder(filter);
  await browser.requests[1]?.answer(200, { jobs: [job('b'), job('a')] });
  await older;

  expect(browser.requests[1]?.url).toContain('next_token=t');
  expect(state.jobs.value?.map(({ job_id }) => job_id)).toEqual(['c', 'b', 'a']);
  expect(state.olderJobs.value).toBeUndefined();
});
