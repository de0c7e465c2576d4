import { createJobLab, ids, type JobLabOptions } from '../../../support/jobs/lab';

const passing: readonly [string, JobLabOptions, string, number][] = [
  ['InsufficientInstanceCapacity', {}, 'insufficient_capacity', 7 * 60],
  ['RequestLimitExceeded', {}, 'aws_throttled', 7 * 60],
  ['InsufficientInstanceCapacity', { retrySeconds: [2, 4] }, 'insufficient_capacity', 6],
];

test.each(passing)(
  '%s, with the settings %j, is tried again minutes apart, then reported as %s',
  async (code, options, problem, seconds) => {
    const lab = createJobLab(options);
    const id = lab.ec2.add({ state: 'stopped' });
    lab.ec2.fail({ operation: 'StartInstances', code, times: 10 });
    const begun = lab.time.now();

    const { job } = await lab.finished(await lab.submit({ target: ids(id) }));

    const tries = (options.retrySeconds ?? [60, 120, 240]).length + 1;
    expect(lab.ec2.count('StartInstances')).toBe(tries);
    expect(job.error).toMatchObject({ code: problem, awsCode: code, retryable: true });
    expect(job.error?.detail).toContain(`tried ${tries} times`);
    expect(lab.time.now() - begun).toBe(seconds * 1000);
  },
);

test('a large job keeps its slow rhythm when its retries are due every second', async () => {
  const lab = createJobLab({ retrySeconds: [1, 1, 1, 1] });
  const fleet = Array.from({ length: 51 }, () => lab.ec2.add({ state: 'stopped' }));
  lab.ec2.fail({ operation: 'StartInstances', code: 'RequestLimitExceeded', times: 100 });
  const begun = lab.time.now();

  const { job } = await lab.finished(await lab.submit({ target: ids(...fleet) }));

  expect(job).toMatchObject({ status: 'failed', summary: { failed: 51 } });
  expect(lab.time.now() - begun).toBeGreaterThanOrEqual((2 + 5 + 10 + 15) * 1000);
});

test('capacity that comes back is used, and nothing is left of the refusal', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });
  lab.ec2.fail({ operation: 'StartInstances', code: 'InsufficientInstanceCapacity', times: 2 });

  const { job, entries } = await lab.finished(await lab.submit({ target: ids(id) }));

  expect(job).toMatchObject({ status: 'succeeded', summary: { changed: 1, failed: 0 } });
  expect(entries[0]?.result?.reason).toBeUndefined();
});

test.each([
  ['InternalError', 'aws_unavailable'],
  ['OperationNotPermitted', 'stop_protected'],
  ['UnsupportedOperation', 'unsupported_operation'],
  // Nobody knows whether EC2 did it.
  ['network:reset', 'aws_timeout'],
])('%s ends an instance at once as %s', async (code, problem) => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'running' });
  const message = code === 'OperationNotPermitted' ? { message: "may not be stopped: 'disableApiStop'" } : {};
  lab.ec2.fail({ operation: 'StopInstances', code, times: 10, ...message });
  const begun = lab.time.now();

  const { job } = await lab.finished(await lab.submit({ action: 'stop', target: ids(id) }));

  expect(job).toMatchObject({ status: 'failed', error: { code: problem, instanceId: id } });
  expect(lab.ec2.count('StopInstances')).toBe(1);
  expect(lab.time.now()).toBe(begun);
});

test('one bad instance of several fails alone, and the job says how many', async () => {
  const lab = createJobLab();
  const [good, without, gone] = [
    lab.ec2.add({ state: 'stopped' }),
    lab.ec2.add({ state: 'stopped', rootVolume: false }),
    'i-0123456789abcdef0',
  ];

  const { job, entries } = await lab.finished(await lab.submit({ target: ids(good, without, gone, 'junk') }));

  expect(entries.map(({ result }) => result?.reason?.code ?? result?.currentState)).toEqual([
    'running',
    'root_volume_missing',
    'instance_not_found',
    'invalid_instance_id',
  ]);
  expect(job).toMatchObject({ status: 'failed', summary: { changed: 1, unchanged: 0, refused: 2, failed: 1 } });
  expect(job.error?.detail).toMatch(/^3 of 4 instances did not get there; the first: /);
});

test('an instance that does not arrive in time has failed, and the job ends', async () => {
  const lab = createJobLab({ ec2: { delays: { pending: 3_600_000 } } });
  const id = lab.ec2.add({ state: 'stopped' });
  const begun = lab.time.now();

  const { job } = await lab.finished(await lab.submit({ target: ids(id) }));

  expect(job.error).toMatchObject({ code: 'final_state_not_reached', detail: expect.stringContaining('15 minutes') });
  expect(lab.time.now() - begun).toBeLessThan(16 * 60_000);
});

test('an instance that does not leave stopping is given up before it is started', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopping', next: { at: lab.time.now() + 7_200_000, state: 'stopped' } });

  const { job } = await lab.finished(await lab.submit({ target: ids(id) }));

  expect(job.error).toMatchObject({ code: 'instance_busy', retryable: true });
  expect(lab.ec2.count('StartInstances')).toBe(0);
});

test('a Describe that fails while an instance is watched is no reason to give it up', async () => {
  const lab = createJobLab({
    around: async (event, step) => {
      if (event.round === 1) lab.ec2.fail({ operation: 'DescribeInstances', code: 'RequestLimitExceeded' });
      return step();
    },
  });
  const id = lab.ec2.add({ state: 'stopped' });

  const { job } = await lab.finished(await lab.submit({ target: ids(id) }));

  expect(job.status).toBe('succeeded');
});

test('a Describe that fails for good ends the job at the deadline, saying why', async () => {
  const lab = createJobLab({
    around: async (event, step) => {
      if (event.round === 1) lab.ec2.fail({ operation: 'DescribeInstances', code: 'RequestLimitExceeded', times: 999 });
      return step();
    },
  });
  const id = lab.ec2.add({ state: 'stopped' });

  const { job } = await lab.finished(await lab.submit({ target: ids(id) }));

  expect(job.error).toMatchObject({ code: 'aws_throttled', detail: expect.stringContaining('could not be seen') });
});

test('throttling while tags are looked up is waited out, and tags of no instance fail the job', async () => {
  const lab = createJobLab();
  lab.ec2.add({ state: 'stopped', tags: { Env: 'dev' } });
  lab.ec2.fail({ operation: 'DescribeInstances', code: 'RequestLimitExceeded', times: 2 });

  const found = await lab.finished(await lab.submit({ target: { kind: 'tags', tags: { Env: 'dev' } } }));
  const none = await lab.finished(await lab.submit({ target: { kind: 'tags', tags: { Env: 'prod' } } }));

  expect(found.job).toMatchObject({ status: 'succeeded', total: 1 });
  expect(none.job).toMatchObject({ status: 'failed', error: { code: 'instance_not_found' } });
});
