import type { RequestContext } from '../../../../lambda/http/context';
import { withStopsToCome } from '../../../../lambda/http/handlers/stops-to-come';
import type { StopsToCome } from '../../../../lambda/jobs/ports';
import { createTestApp } from '../../../support/app';

const accessKey = `AKIA${'A'.repeat(16)}`;

/** An app with an instance that a job is to stop in two hours, and one that none is. */
async function appWithStop() {
  const app = createTestApp();
  const [kept, other] = [app.ec2.add({ state: 'running' }), app.ec2.add({ state: 'running' })];
  const { body } = await app.call({
    method: 'POST',
    resource: '/start',
    body: { instance_id: kept, stop_after: '2h', wait: 20 },
  });
  return { app, kept, other, stop: { stop_at: body.stop_at, job_id: body.job_id } };
}

test('the status of an instance names the stop to come, and its job', async () => {
  const { app, kept, other, stop } = await appWithStop();

  const one = await app.call({ resource: '/status', query: `instance_id=${kept}` });
  const both = await app.call({ resource: '/status', query: `instance_id=${kept},${other}` });

  expect(one.body.instance).toMatchObject(stop);
  expect(one.body).not.toHaveProperty('warning');
  expect(both.body.instances).toEqual([
    expect.objectContaining({ instance_id: kept, ...stop }),
    expect.not.objectContaining({ stop_at: expect.anything() }),
  ]);
});

test('so does a list, and a start of an instance that is running already', async () => {
  const { app, kept, other, stop } = await appWithStop();

  const list = await app.call({ resource: '/list' });
  const start = await app.call({ method: 'POST', resource: '/start', body: { instance_id: kept } });
  const starts = await app.call({ method: 'POST', resource: '/start', body: { instance_id: [kept, other] } });

  expect(list.body.instances).toContainEqual(expect.objectContaining({ instance_id: kept, ...stop }));
  expect(start.body).toMatchObject({ message: `Instance ${kept} is already running`, ...stop });
  expect(starts.body.results).toEqual([
    expect.objectContaining({ instance_id: kept, ...stop }),
    expect.not.objectContaining({ stop_at: expect.anything() }),
  ]);
});

test('a stop that was cancelled, or has happened, is to come no more', async () => {
  const { app, kept, stop } = await appWithStop();
  const jobId = String(stop.job_id);

  await app.call({
    method: 'DELETE',
    resource: '/jobs/{job_id}',
    path: `/jobs/${jobId}`,
    pathVariables: { job_id: jobId },
  });
  const { body } = await app.call({ resource: '/status', query: `instance_id=${kept}` });

  expect(body.instance).not.toHaveProperty('stop_at');
});

describe('a table', () => {
  const context = (stopsToCome: StopsToCome, extra: object = {}) =>
    ({
      operation: 'status',
      parameters: { instance_id: ['i-0123456789abcdef0'] },
      config: {},
      region: 'us-east-1',
      stopsToCome,
      ec2Asked: Promise.resolve(),
      ...extra,
    }) as unknown as RequestContext;
  const body = { message: '0 of 0 instances read', instances: [], results: [] };
  const handler = withStopsToCome(async () => ({ status: 200, body }));

  test('that is silent keeps no answer for longer than a second, and the answer says so', async () => {
    const begun = Date.now();

    const { body } = await handler(context(() => new Promise(() => {})));

    expect(body).toMatchObject({ warning: expect.stringContaining('could not be read') });
    expect(Date.now() - begun).toBeLessThan(1_500);
  });

  test('that fails does not make the answer fail', async () => {
    const { status, body } = await handler(context(() => Promise.reject(new Error('broken'))));

    expect([status, body]).toEqual([200, expect.objectContaining({ warning: expect.any(String) })]);
  });

  test('is not asked with credentials of the caller', async () => {
    const stopsToCome = jest.fn();

    await handler(context(stopsToCome, { credentials: { accessKeyId: accessKey, secretAccessKey: 's' } }));

    expect(stopsToCome).not.toHaveBeenCalled();
  });
});
