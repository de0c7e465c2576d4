import { Problem } from '../../../../../lambda/domain/problem';
import { createTestApp, type TestApp } from '../../../../support/app';
import { startOf } from '../../../../support/events';

/** Makes every request die before it writes down what it answers, so that a repeated one has to find its own answer. */
function forgetAnswers(app: TestApp): void {
  jest.spyOn(app.lab.store, 'recordAnswer').mockResolvedValue();
}

test('a job that was lost while it was waited for is a problem, not its last result', async () => {
  const app = createTestApp({ ec2: { delays: { pending: 60_000 } } });
  forgetAnswers(app);
  const id = app.ec2.add({ state: 'stopped' });
  const request = startOf(id, { async: true }, { 'idempotency-key': 'k-1' });
  const { body: accepted } = await app.call(request);
  await app.lab.time.pass(5_000);
  app.lab.machine.break(String(accepted.job_id), 'timedOut');
  await app.call({ method: 'GET', resource: '/jobs/{job_id}', pathVariables: { job_id: String(accepted.job_id) } });

  const { status, body } = await app.call(startOf(id, {}, { 'idempotency-key': 'k-1' }));

  expect(status).toBe(500);
  expect(body).toMatchObject({ code: 'internal_error', detail: expect.stringContaining(String(accepted.job_id)) });
});

test('a job that somebody cancelled while it was waited for is answered as cancelled', async () => {
  const app = createTestApp({ ec2: { delays: { pending: 60_000 } } });
  forgetAnswers(app);
  const id = app.ec2.add({ state: 'stopped' });
  const { body: accepted } = await app.call(startOf(id, { async: true }, { 'idempotency-key': 'k-1' }));
  await app.lab.time.pass(5_000);
  await app.call({ method: 'DELETE', resource: '/jobs/{job_id}', pathVariables: { job_id: String(accepted.job_id) } });

  const { status, body } = await app.call(startOf(id, {}, { 'idempotency-key': 'k-1' }));

  expect(status).toBe(200);
  expect(body).toMatchObject({
    status: 'cancelled',
    job_id: accepted.job_id,
    results: [{ outcome: 'changed', current_state: 'pending' }],
  });
});

test('a record that cannot be read while it is waited for does not keep the job from the client', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'stopped' });
  jest
    .spyOn(app.lab.store, 'read')
    .mockRejectedValue(new Problem('aws_throttled', 'AWS throttles this API in DynamoDB.'));

  const { status, body } = await app.call(startOf(id, { wait: 5 }));

  expect(status).toBe(202);
  expect(body).toMatchObject({ status: 'pending', job_id: expect.any(String) });
});

test.each([
  ['that was lost', 'timedOut', 500, { code: 'internal_error' }],
  ['that somebody cancelled', undefined, 200, { status: 'cancelled', results: [{ current_state: 'pending' }] }],
] as const)('a create %s while it was waited for is not answered as created', async (_, broken, status, body) => {
  const app = createTestApp({ ec2: { delays: { pending: 60_000 } } });
  forgetAnswers(app);
  const request = (resource: string) => ({ method: 'POST', resource, headers: { 'idempotency-key': 'k-1' } });
  const accepted = await app.call(request('/create-async'));
  const job = { resource: '/jobs/{job_id}', pathVariables: { job_id: String(accepted.body.job_id) } };
  await app.lab.time.pass(5_000);
  if (broken !== undefined) app.lab.machine.break(String(accepted.body.job_id), broken);
  await app.call({ ...job, method: broken === undefined ? 'DELETE' : 'GET' });

  const answer = await app.call(request('/create'));

  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject(body);
});
