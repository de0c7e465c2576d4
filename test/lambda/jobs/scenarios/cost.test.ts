import { defined } from '../../../../contract/defined';
import { type Count, countJob } from '../../../support/jobs/cost/count';
import { figuresOf } from '../../../support/jobs/cost/figures';
import { tableOfPage, writeTable } from '../../../support/jobs/cost/page';
import { scenarios } from '../../../support/jobs/cost/scenarios';
import { createJobLab, ids } from '../../../support/jobs/lab';

const counts: Count[] = [];

beforeAll(async () => {
  for (const scenario of scenarios) counts.push(await countJob(scenario));
  // WRITE_FIGURES=1 npx jest test/lambda/jobs/scenarios/cost.test.ts
  if (process.env.WRITE_FIGURES !== undefined) Object.values(figuresOf(counts)).forEach(writeTable);
}, 600_000);

test('what jobs take is what the page says', () => {
  const { taken } = figuresOf(counts);

  expect(tableOfPage(taken)).toBe(taken);
});

test('what jobs cost is what the page says', () => {
  const { cost } = figuresOf(counts);

  expect(tableOfPage(cost)).toBe(cost);
});

test('no job of the page comes near the limits of Step Functions and DynamoDB', () => {
  const largest = (of: (count: Count) => number) => Math.max(...counts.map(of));

  expect(largest(({ events }) => events)).toBeLessThan(25_000);
  expect(largest(({ largestPayload }) => largestPayload)).toBeLessThan(262_144);
  expect(largest(({ largestItem }) => largestItem)).toBeLessThan(400_000);
});

test('the slowest job polls for longer than an hour, and every job ends as it should', () => {
  const slowest = counts.find(({ name }) => name.includes('slow'));

  expect(slowest?.seconds).toBeGreaterThan(3600);
  expect(counts.map(({ job }) => job.status)).toEqual(
    counts.map(({ name }) => (name.includes('no capacity') ? 'failed' : 'succeeded')),
  );
});

/** Histories of real executions, on MiniStack 1.5.33, with an EC2 that takes 30 s to start and 5 s to stop. */
test.each([
  [1, undefined, { events: 42, entered: 15 }],
  [50, undefined, { events: 42, entered: 15 }],
  [120, undefined, { events: 56, entered: 18 }],
  [1, 60, { events: 66, entered: 24 }],
])('a start of %i, stopped after %s s, is counted like an execution', async (count, stopAfterSeconds, seen) => {
  const lab = createJobLab({ ec2: { delays: { pending: 30_000, stopping: 5_000 } } });
  const all = Array.from({ length: count }, () => lab.ec2.add({ state: 'stopped' }));

  const job = await lab.submit({
    target: ids(...all),
    ...defined({ stopAfterSeconds }),
  });
  await lab.finished(job);

  const { transitions, events, invocations } = lab.machine.tally(job.jobId);
  const iterations = count > 50 ? Math.ceil(count / 50) : 0;
  // What AWS writes besides: that a function has started, that a map has and has succeeded, and each iteration's
  // beginning, end, and state entered and exited.
  const left = invocations + (iterations === 0 ? 0 : 2 + 4 * iterations);
  expect({ events: events - left, entered: transitions - iterations }).toEqual(seen);
});
