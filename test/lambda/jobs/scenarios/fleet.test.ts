import { defined } from '../../../../contract/defined';
import { createJobLab, ids, type JobLab, type JobLabOptions } from '../../../support/jobs/lab';

/** What a job of so many stopped instances costs, started on an EC2 that takes 20 s for each. */
async function startFleet(count: number, options: JobLabOptions = {}) {
  const lab = createJobLab({ ec2: { delays: { pending: 20_000 } }, ...options });
  const all = Array.from({ length: count }, () => lab.ec2.add({ state: 'stopped' }));
  const job = await lab.submit({ target: ids(...all) });
  const end = await lab.finished(job);
  return { lab, all, ...end, tally: lab.machine.tally(job.jobId) };
}

function ec2Calls({ ec2 }: JobLab) {
  return { describe: ec2.count('DescribeInstances'), start: ec2.count('StartInstances') };
}

test.each([
  [1, { transitions: 15, events: 47, describe: 5, start: 1 }],
  [50, { transitions: 15, events: 47, describe: 5, start: 1 }],
  [5000, { transitions: 118, events: 758, describe: 225, start: 100 }],
])(
  'a start of %i instances costs what is documented',
  async (count, expected) => {
    const { lab, job, entries, tally } = await startFleet(count);

    expect(job).toMatchObject({ status: 'succeeded', total: count, summary: { changed: count } });
    expect(entries.every(({ result }) => result?.currentState === 'running' && result.ip !== null)).toBe(true);
    expect({ transitions: tally.transitions, events: tally.events, ...ec2Calls(lab) }).toEqual(expected);
  },
  60_000,
);

test('the results of many instances come in pages, each instance once', async () => {
  const { lab, all, job } = await startFleet(120);
  const seen: string[] = [];
  let cursor: string | undefined;

  do {
    const view = await lab.jobs.get({ name: 'anyone', actions: ['jobs'] }, job.jobId, {
      pageSize: 35,
      ...defined({ cursor }),
    });
    expect(view.entries.map(({ instanceId }) => instanceId)).toEqual(view.instanceIds);
    seen.push(...view.instanceIds);
    cursor = view.next;
  } while (cursor !== undefined);

  expect(seen).toEqual(all);
});

test('tags select up to 5,000 instances in one job, and more are refused before anything changes', async () => {
  const lab = createJobLab();
  const target = { kind: 'tags', tags: { Env: 'dev' } } as const;
  const all = Array.from({ length: 5001 }, () => lab.ec2.add({ state: 'stopped', tags: { Env: 'dev' } }));

  const refused = await lab.finished(await lab.submit({ target }));
  lab.ec2.instance(all[0] ?? '').tags.Env = 'prod';
  const done = await lab.finished(await lab.submit({ target }));

  expect(refused.job).toMatchObject({ status: 'failed', error: { code: 'too_many_instances' } });
  expect(done.job).toMatchObject({ status: 'succeeded', total: 5000 });
}, 60_000);

test('one bad instance in a fleet fails alone', async () => {
  const lab = createJobLab();
  const all = Array.from({ length: 200 }, (_, i) => lab.ec2.add({ state: 'stopped', rootVolume: i !== 77 }));

  const { job, entries } = await lab.finished(await lab.submit({ target: ids(...all) }));

  expect(job).toMatchObject({ status: 'failed', summary: { changed: 199, failed: 1 } });
  expect(entries.filter(({ result }) => result?.reason !== undefined).map(({ instanceId }) => instanceId)).toEqual([
    all[77],
  ]);
});

test('5,000 instances that become ready one after another keep within the history of an execution', async () => {
  const lab = createJobLab();
  const halfAnHour = 1_790_000;
  // Of each chunk one instance leaves `stopping` at a time: neighbors in time are in different chunks.
  const all = Array.from({ length: 5000 }, (_, i) =>
    lab.ec2.add({
      state: 'stopping',
      next: { at: lab.time.now() + ((i % 50) / 50 + 1 / 100) * halfAnHour, state: 'stopped' },
    }),
  );

  const job = await lab.submit({ target: ids(...all), stopAfterSeconds: 60 });
  const { job: after } = await lab.finished(job);

  expect(after).toMatchObject({ status: 'succeeded', summary: { changed: 5000 } });
  expect(lab.machine.tally(job.jobId).events).toBeLessThan(20_000);
}, 120_000);
