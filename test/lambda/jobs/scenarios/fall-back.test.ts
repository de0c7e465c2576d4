import { createJobLab, ids } from '../../../support/jobs/lab';

const clientError = { code: 'Client.InternalError', message: 'Client.InternalError: Client error on launch' };

async function startOf(fallBack: { to: 'stopped' | 'terminated'; reason: { code: string; message: string } }) {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped', fallBack });
  const job = await lab.submit({ target: ids(id) });
  return { id, lab, ...(await lab.finished(job)) };
}

test('a start that falls back to stopped has failed, with the StateReason and the hint about the key', async () => {
  const { id, job, entries } = await startOf({ to: 'stopped', reason: clientError });

  expect(job.status).toBe('failed');
  expect(job.error).toMatchObject({
    code: 'final_state_not_reached',
    awsCode: 'Client.InternalError',
    instanceId: id,
    detail: expect.stringMatching(/went to stopped.*Client error on launch.*kms:CreateGrant/),
  });
  expect(entries[0]?.result).toMatchObject({ outcome: 'failed', previousState: 'stopped', currentState: 'stopped' });
});

test('a start that falls back to terminated has failed, without the hint where it does not apply', async () => {
  const reason = { code: 'Server.InternalError', message: 'Server.InternalError: Internal error on launch' };

  const { job } = await startOf({ to: 'terminated', reason });

  expect(job.error).toMatchObject({ code: 'final_state_not_reached', awsCode: 'Server.InternalError' });
  expect(job.error?.detail).toMatch(/went to (shutting-down|terminated)/);
  expect(job.error?.detail).not.toContain('kms:');
});

test('a fall-back is seen although the reason is the same as before the start', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped', reason: clientError, fallBack: { to: 'stopped', reason: clientError } });

  const { job } = await lab.finished(await lab.submit({ target: ids(id) }));

  expect(job.error?.awsCode).toBe('Client.InternalError');
});

test('right after the start a Describe may still say stopped: that is no fall-back', async () => {
  const lab = createJobLab({
    override: (deps) => ({
      ...deps,
      ec2Of: (region) => {
        const ec2 = deps.ec2Of(region);
        let stale = 2;
        return {
          ...ec2,
          describe: async (asked) => {
            const seen = await ec2.describe(asked);
            const pending = seen.some(({ state }) => state === 'pending');
            if (!pending || stale === 0) return seen;
            stale -= 1;
            return seen.map((instance) => ({ ...instance, state: 'stopped' as const, ip: null }));
          },
        };
      },
    }),
  });
  const id = lab.ec2.add({ state: 'stopped' });

  const { job, entries } = await lab.finished(await lab.submit({ target: ids(id) }));

  expect(job.status).toBe('succeeded');
  expect(entries[0]?.result?.ip).toBe(lab.ec2.instance(id).publicIp);
});
