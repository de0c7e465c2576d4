import { createTestApp } from '../../../../support/app';

test('a delete by address waits for terminated, and says which address was asked for', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'running' });
  const ip = app.ec2.instance(id).publicIp ?? '';
  const request = {
    method: 'DELETE',
    resource: '/delete/{target}',
    path: `/delete/${ip}`,
    pathVariables: { target: ip },
    query: 'wait=25',
    headers: { 'idempotency-key': 'd' },
  };

  const [first, again] = [await app.call(request), await app.call(request)];

  expect(first).toMatchObject({
    status: 200,
    body: { instance_id: id, outcome: 'changed', status: 'terminated', current_state: 'terminated', ip },
  });
  // The address is nobody's by now, and the job is still found by its key.
  const message = `Repeated request: ${first.body.message}`;
  expect(again).toEqual({ ...first, body: { ...first.body, message, replayed: true } });
});

test('delete-async answers with the task and a job', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'running' });

  const { status, body } = await app.call({
    method: 'POST',
    resource: '/delete-async/{target}',
    path: `/delete-async/${id}`,
    pathVariables: { target: id },
  });

  expect(status).toBe(202);
  expect(body).toMatchObject({ task_id: body.job_id, message: expect.stringContaining(id) });
});

test('an ambiguous address is refused before there is a job', async () => {
  const app = createTestApp();
  for (const state of ['running', 'stopped'] as const) app.ec2.add({ state, privateIp: '10.9.9.9' });

  const { status, body } = await app.call({
    method: 'POST',
    resource: '/delete-async/{target}',
    pathVariables: { target: '10.9.9.9' },
  });

  expect([status, body.code]).toEqual([409, 'ambiguous_address']);
  expect(app.lab.store.writes()).toBe(0);
});
