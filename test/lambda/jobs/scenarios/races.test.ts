import fc from 'fast-check';
import { createJobLab, ids } from '../../../support/jobs/lab';

test('two starts and a stop racing on one instance end in a truthful set of jobs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 3, maxLength: 3 }),
      fc.shuffledSubarray(['start', 'start', 'stop'] as const, { minLength: 3 }),
      fc.constantFrom('stopped' as const, 'running' as const, 'pending' as const, 'stopping' as const),
      async (pauses, actions, state) => {
        const lab = createJobLab();
        const id = lab.ec2.add({ state });
        const submitted = [];
        for (const [i, action] of actions.entries()) {
          await lab.time.pass(pauses[i] ?? 0);
          submitted.push(await lab.submit({ action, target: ids(id) }));
        }

        const ended = [];
        for (const job of submitted) ended.push(await lab.finished(job));

        // Each job that says it succeeded had seen the instance where it was to be, and each failed one says what it saw.
        for (const { job, entries } of ended) {
          const { result } = entries[0] ?? {};
          const wanted = job.action === 'start' ? 'running' : 'stopped';
          if (job.status === 'succeeded') expect(result?.currentState).toBe(wanted);
          else expect([result?.reason?.code, job.status]).toEqual(['final_state_not_reached', 'failed']);
        }
        // The job that was last to act got what it asked for: nobody changed the instance after it.
        const now = lab.ec2.instance(id).state;
        const happy = ended.filter(({ job }) => job.status === 'succeeded').map(({ job }) => job.action);
        expect(happy).toContain(now === 'running' ? 'start' : 'stop');
      },
    ),
    { numRuns: 150 },
  );
});

test('a stop of a pending instance waits until it runs, and the start before it still succeeds', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });

  const start = await lab.submit({ target: ids(id) });
  await lab.time.pass(2_500);
  const stop = await lab.submit({ action: 'stop', target: ids(id) });
  const [started, stopped] = [await lab.finished(start), await lab.finished(stop)];

  expect(stopped.job.status).toBe('succeeded');
  expect(lab.ec2.instance(id).state).toBe('stopped');
  // Depending on who looks first the start has seen it running, or says that somebody stopped it.
  expect(started.job.error?.code ?? started.job.status).toMatch(/^(succeeded|final_state_not_reached)$/);
});

test('a start that was overtaken by a stop says that another request was at work, and hints at no key', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });

  const start = await lab.submit({ target: ids(id) });
  await lab.time.pass(2_500);
  const reason = {
    code: 'Client.UserInitiatedShutdown',
    message: 'Client.UserInitiatedShutdown: User initiated shutdown',
  };
  Object.assign(lab.ec2.instance(id), { state: 'stopped', reason });
  delete lab.ec2.instance(id).next;
  const { job } = await lab.finished(start);

  expect(job.error).toMatchObject({ code: 'final_state_not_reached', awsCode: 'Client.UserInitiatedShutdown' });
  expect(job.error?.detail).toContain('by another request');
  expect(job.error?.detail).not.toContain('kms');
});

test('a stop whose instance is started again before it was seen stopped says so', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'running' });

  const stop = await lab.submit({ action: 'stop', target: ids(id) });
  await lab.time.pass(2_500);
  Object.assign(lab.ec2.instance(id), { state: 'pending', next: { at: lab.time.now() + 90_000, state: 'running' } });
  const { job } = await lab.finished(stop);

  expect(job.error).toMatchObject({
    code: 'final_state_not_reached',
    detail: expect.stringContaining('something else'),
  });
});

test('a stop whose instance is found running again, though nobody saw it in between, is not waited for in vain', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'running' });
  const begun = lab.time.now();

  const stop = await lab.submit({ action: 'stop', target: ids(id) });
  await lab.time.pass(2_500);
  Object.assign(lab.ec2.instance(id), { state: 'running' });
  delete lab.ec2.instance(id).next;
  const { job } = await lab.finished(stop);

  expect(job.error).toMatchObject({ code: 'final_state_not_reached', detail: expect.stringContaining('is running') });
  expect(lab.time.now() - begun).toBeLessThan(60_000);
});
