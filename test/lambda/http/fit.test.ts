import { randomUUID } from 'node:crypto';
import { fitting } from '../../../lambda/http/fit';
import { createTestApp, type TestApp } from '../../support/app';
import type { RequestParts } from '../../support/events';
import { aJob, someEntries } from '../../support/jobs/store-contract';

test('entries are counted as they stand in the result, escaped', () => {
  expect(fitting(['""""'], 19)).toBe(1);
  // "\"\"\"\"" and its quotation marks and backslashes once more, with a comma.
  expect(fitting(['""""', '""""'], 38)).toBe(1);
  expect(fitting(['""""', '""""'], 60)).toBe(2);
  expect(fitting(['ä', 'ä'], 11)).toBe(1);
});

test('one entry always fits, as a page without any would lead nowhere', () => {
  expect(fitting(['x'.repeat(100)], 10)).toBe(1);
  expect(fitting([], 10)).toBe(0);
});

/** Bytes of an answer as Lambda counts them. */
const sizeOf = (result: object): number => Buffer.byteLength(JSON.stringify(result));

/** Follows the cursor to the end; what `idsOf` finds on each page. */
async function allPages(
  app: TestApp,
  parts: RequestParts,
  idsOf: (body: Readonly<Record<string, unknown>>) => readonly unknown[],
): Promise<readonly unknown[][]> {
  const pages: unknown[][] = [];
  let token: string | undefined;
  do {
    const query = `page_size=1000${token === undefined ? '' : `&next_token=${token}`}`;
    const result = await app.request({ ...parts, query });
    expect(result.statusCode).toBe(200);
    expect(sizeOf(result)).toBeLessThan(4_000_000);
    const body = JSON.parse(result.body);
    pages.push([...idsOf(body)]);
    token = body.next_token;
  } while (token !== undefined);
  return pages;
}

const jobIds = ({ jobs }: Readonly<Record<string, unknown>>) =>
  (jobs as readonly { readonly job_id: string }[]).map(({ job_id }) => job_id);

test('1,000 instances with 50 long tags are cut into pages that Lambda can answer', async () => {
  const app = createTestApp();
  const tags = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${'"'.repeat(120)}${i}`, '"'.repeat(256)]));
  const ids = Array.from({ length: 1000 }, () => app.ec2.add({ tags }));

  const pages = await allPages(app, { resource: '/list' }, (body) => body.instance_ids as readonly string[]);

  expect(pages.length).toBeGreaterThan(5);
  expect(pages.flat().sort()).toEqual(ids.sort());
});

test('1,000 jobs with results are cut, and the cursor leads past each cut', async () => {
  const app = createTestApp();
  const ids: string[] = [];
  for (let at = 0; at < 1000; at += 1) {
    const jobId = randomUUID();
    ids.push(jobId);
    const createdAt = new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString();
    await app.lab.store.create(aJob({ jobId, createdAt, status: 'failed', finishedAt: createdAt, total: 20 }));
    await app.lab.store.saveChunks(jobId, [{ chunk: 0, entries: someEntries(20) }]);
  }

  const pages = await allPages(app, { resource: '/jobs' }, jobIds);

  expect(pages.length).toBeGreaterThan(1);
  expect(pages.flat()).toEqual(ids.reverse());
});

test('the results of a job are cut, and the cursor leads to each of them', async () => {
  const app = createTestApp();
  const jobId = randomUUID();
  await app.lab.store.create(aJob({ jobId, status: 'failed', finishedAt: '2026-01-15T10:00:00.000Z', total: 1000 }));
  const long = { code: 'aws_error', detail: '"'.repeat(5_000), retryable: false } as const;
  const chunks = Array.from({ length: 20 }, (_, chunk) => ({
    chunk,
    entries: someEntries(50, chunk * 50).map((entry) =>
      entry.result === undefined ? entry : { ...entry, result: { ...entry.result, reason: long } },
    ),
  }));
  await app.lab.store.saveChunks(jobId, chunks);

  const parts = { resource: '/jobs/{job_id}', path: `/jobs/${jobId}`, pathVariables: { job_id: jobId } };
  const pages = await allPages(app, parts, (body) => body.instance_ids as readonly string[]);

  expect(pages.length).toBeGreaterThan(2);
  expect(pages.flat()).toEqual(someEntries(1000).map(({ instanceId }) => instanceId));
});
