import { createTestApp } from '../../../support/app';

const day = 86_400_000;
const officeHours = {
  tags: { Env: 'dev' },
  time_zone: 'Europe/Paris',
  start: '0 8 * * mon-fri',
  stop: '0 19 * * mon-fri',
};

const at = (name: string, method = 'GET') => ({ resource: '/schedules/{name}', pathVariables: { name }, method });
const put = (name: string, body: Readonly<Record<string, unknown>>) => ({ ...at(name, 'PUT'), body });

test('a schedule is made, read, listed and deleted', async () => {
  const app = createTestApp();

  const made = await app.call(put('office-hours', officeHours));
  const read = await app.call(at('office-hours'));
  const listed = await app.call({ resource: '/schedules' });
  const deleted = await app.call(at('office-hours', 'DELETE'));
  const after = await app.call(at('office-hours'));

  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ name: 'office-hours', ...officeHours, enabled: true, except: [], owner: 'anyone' });
  expect(made.body.next).toHaveLength(5);
  expect([read.status, listed.status, deleted.status, after.status]).toEqual([200, 200, 200, 404]);
  expect(listed.body.schedules).toEqual([without(read.body, 'message')]);
  expect(deleted.body).toMatchObject(without(read.body, 'message'));
  expect(after.body.code).toBe('schedule_not_found');
});

test('the same body again changes nothing, another one replaces', async () => {
  const app = createTestApp();
  const first = await app.call(put('office-hours', officeHours));
  await app.lab.time.pass(day);

  const again = await app.call(put('office-hours', officeHours));
  const changed = await app.call(put('office-hours', { ...officeHours, enabled: false }));

  expect([again.status, again.body.updated_at]).toEqual([200, first.body.updated_at]);
  expect([changed.status, changed.body.enabled, changed.body.next]).toEqual([200, false, []]);
  expect(changed.body.created_at).toBe(first.body.created_at);
  expect(changed.body.updated_at).not.toBe(first.body.updated_at);
});

test('a dry run stores nothing and shows ten times and the instances of now', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ tags: { Env: 'dev' } });
  app.ec2.add({ tags: { Env: 'prod' } });

  const { status, body } = await app.call(put('office-hours', { ...officeHours, dry_run: true }));
  const after = await app.call(at('office-hours'));

  expect(status).toBe(200);
  expect(body).toMatchObject({ dry_run: true, preview: { count: 1, instance_ids: [id] } });
  expect((body.preview as { next: unknown[] }).next).toHaveLength(10);
  expect(after.status).toBe(404);
});

test('a dry run shows the times of a schedule that is disabled, too', async () => {
  const app = createTestApp();

  const { body } = await app.call(put('office-hours', { ...officeHours, enabled: false, dry_run: true }));

  expect(body.next).toEqual([]);
  expect((body.preview as { next: unknown[] }).next).toHaveLength(10);
});

test('a dry run says which of the instances that it names are not there', async () => {
  const app = createTestApp();
  const id = app.ec2.add({});
  const gone = app.ec2.add({ state: 'terminated' });
  const ids = [id, gone, 'i-0123456789abcdef0'];

  const { body } = await app.call(put('evening', { instance_id: ids, stop: '0 19 * * *', dry_run: true }));

  expect(body.preview).toMatchObject({
    count: 1,
    instance_ids: [id],
    warning: `There is no instance ${gone}, and 1 more are not there.`,
  });
});

test('a schedule of no instance, where there is no default, is refused', async () => {
  const { status, body } = await createTestApp().call(put('evening', { stop: '0 19 * * *' }));

  expect([status, body.code]).toEqual([400, 'instance_required']);
});

test('a list that would be too large for one answer goes on on another page', async () => {
  const app = createTestApp();
  const ids = Array.from({ length: 5000 }, (_, i) => `i-${i.toString(16).padStart(17, '0')}`);
  for (let i = 0; i < 40; i += 1) await app.call(put(`s${i}`, { instance_id: ids, stop: '0 19 * * *' }));

  const first = await app.request({ resource: '/schedules' });
  const { schedules, next_token } = JSON.parse(first.body) as { schedules: object[]; next_token: string };
  const rest = await app.call({ resource: '/schedules', query: `next_token=${next_token}` });

  expect(first.body.length).toBeLessThan(4_000_000);
  expect(schedules.length + (rest.body.schedules as object[]).length).toBe(40);
});

function without(body: Readonly<Record<string, unknown>>, name: string) {
  return Object.fromEntries(Object.entries(body).filter(([member]) => member !== name));
}

test('messages say what was done, or would be, and what comes next', async () => {
  const app = createTestApp();
  const message = async (body: Readonly<Record<string, unknown>>) => (await app.call(put('night', body))).body.message;

  expect(await message({ ...officeHours, dry_run: true })).toMatch(/^Would create schedule night: next \w+ at \d{4}-/);
  expect(await message(officeHours)).toMatch(/^Created schedule night: next/);
  expect(await message(officeHours)).toMatch(/^No change to schedule night: next/);
  expect(await message({ ...officeHours, enabled: false })).toBe('Replaced schedule night: disabled');
  expect((await app.call(at('night'))).body.message).toBe('Schedule night: disabled');
  expect((await app.call(at('night', 'DELETE'))).body.message).toBe('Deleted schedule night');
});

test('a schedule without a body says how to send one', async () => {
  const { body } = await createTestApp().call(at('x', 'PUT'));

  expect(JSON.stringify(body.errors)).toMatch(
    /at least one of start, stop and reboot.*content-type: application\/json/,
  );
});
