import { createTestApp } from '../../../../support/app';
import { startOf } from '../../../../support/events';

test('more than 100 instances are refused unless the request is async, which takes 5,000', async () => {
  const app = createTestApp();
  const ids = Array.from({ length: 101 }, () => app.ec2.add({ state: 'stopped' }));
  const request = (body: object) => ({ method: 'POST', resource: '/start', body: { instance_id: ids, ...body } });

  const answers = [
    await app.call(request({})),
    await app.call(request({ wait: 5 })),
    await app.call(request({ async: true })),
  ];

  expect(answers.map(({ status }) => status)).toEqual([422, 422, 202]);
  expect(answers[0]?.body.detail).toContain('async');
  expect(answers[1]?.body.detail).toContain('async');
  expect(answers[2]?.body.instance_ids).toEqual(ids.slice(0, 100));
  expect(answers[2]?.body.next_token).toEqual(expect.any(String));
});

test('credentials of the caller never go into a job', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'stopped' });
  const credentials = { aws_access_key_id: 'AKIAIOSFODNN7EXAMPLE', aws_secret_access_key: 'secret' };

  const answers = await Promise.all(
    [{ async: true }, { wait: 1 }, { stop_after: '1h' }, { idempotency_key: 'k' }].map((extra) =>
      app.call(startOf(id, { ...credentials, ...extra })),
    ),
  );

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
    Array(4).fill([400, 'caller_credentials_not_for_jobs']),
  );
  expect(app.lab.store.writes()).toBe(0);
});
