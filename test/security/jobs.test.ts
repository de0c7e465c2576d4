import { createSecuredApp, guardTag, managed } from '../support/security/app';
import { keyHolder } from '../support/security/callers';
import { kinds } from '../support/security/kinds';

const web = keyHolder({
  name: 'web',
  tags: { Team: 'web' },
  actions: ['list', 'status', 'start', 'stop', 'create', 'jobs'],
});
const db = keyHolder({ name: 'db', tags: { Team: 'db' }, actions: ['status', 'start', 'stop', 'jobs'] });
const overseer = keyHolder({ name: 'overseer', actions: ['jobs', 'jobs:all'] });
const starter = keyHolder({ name: 'starter', actions: ['status', 'start'] });
const entries = [web, db, overseer, starter].map(({ entry }) => entry);

type Holder = typeof web;

/** The application, and requests of its callers. */
function world() {
  const app = createSecuredApp(entries);
  const as = ({ key }: Holder, method: string, resource: string, parts: object = {}) =>
    app.call({ method, resource, headers: { 'x-api-key': key }, ...parts });
  const stopByJob = async (holder: Holder, instanceId: string): Promise<string> => {
    const { status, body } = await as(holder, 'POST', '/stop', { body: { instance_id: instanceId, async: true } });
    expect(status).toBe(202);
    return String(body.job_id);
  };
  return { ...app, as, stopByJob };
}

const ways = [
  ['GET', '/jobs/{job_id}', 'job_id'],
  ['GET', '/status/{id}', 'id'],
  ['DELETE', '/jobs/{job_id}', 'job_id'],
] as const;

test.each(ways)(
  "%s %s knows a caller's own jobs, all of them for jobs:all, and no other",
  async (method, resource, name) => {
    const { as, stopByJob, ec2 } = world();
    const jobId = await stopByJob(web, ec2.add(kinds.own));
    const parts = { pathVariables: { [name]: jobId } };
    const unknown = { pathVariables: { [name]: '00000000-0000-4000-8000-000000000000' } };

    const own = await as(web, method, resource, parts);
    const others = await as(db, method, resource, parts);
    const nobodys = await as(db, method, resource, unknown);

    expect([own.status, own.body.job_id, own.body.requested_by]).toEqual([200, jobId, 'web']);
    // Another caller's job looks exactly like one that does not exist.
    expect([others.status, others.body.code]).toEqual([404, 'job_not_found']);
    expect({ ...others.body, detail: '' }).toEqual({ ...nobodys.body, detail: '' });
    if (resource !== '/status/{id}') expect((await as(overseer, method, resource, parts)).status).toBe(200);
  },
);

test('who may ask for the status of instances may not for that reason ask for jobs', async () => {
  const { as, ec2 } = world();
  const started = await as(starter, 'POST', '/start', {
    body: { instance_id: ec2.add({ tags: managed }), async: true },
  });
  const pathVariables = { id: String(started.body.job_id) };

  const { status, body } = await as(starter, 'GET', '/status/{id}', { pathVariables });

  expect([started.status, status, body.code]).toEqual([202, 403, 'action_not_allowed']);
});

test("a list holds the caller's own jobs", async () => {
  const { as, stopByJob, ec2 } = world();
  const jobs = [await stopByJob(web, ec2.add(kinds.own)), await stopByJob(db, ec2.add(kinds.foreign))];

  const lists = await Promise.all([web, db, overseer].map((holder) => as(holder, 'GET', '/jobs')));

  const ids = lists.map(({ body }) => (body.jobs as { job_id: string }[]).map(({ job_id }) => job_id).sort());
  expect(ids).toEqual([[jobs[0]], [jobs[1]], [...jobs].sort()]);
});

test('a cursor of one caller is no cursor of another', async () => {
  const { as, stopByJob, ec2 } = world();
  for (let n = 0; n < 2; n += 1) await stopByJob(web, ec2.add(kinds.own));
  const { body } = await as(web, 'GET', '/jobs', { query: 'page_size=1' });

  const stolen = await as(db, 'GET', '/jobs', { query: `page_size=1&next_token=${body.next_token}` });

  expect([stolen.status, stolen.body.code]).toEqual([400, 'invalid_cursor']);
});

test('a job acts with the tags of the caller who asked for it', async () => {
  const { as, ec2, lab } = world();
  const [own, foreign, unguarded] = [ec2.add(kinds.own), ec2.add(kinds.foreign), ec2.add(kinds.ownUnguarded)];

  const { body } = await as(web, 'POST', '/stop', { body: { instance_id: [own, foreign, unguarded], wait: 25 } });

  expect(body.results).toMatchObject([
    { instance_id: own, outcome: 'changed' },
    { instance_id: foreign, code: 'instance_not_found', ip: null, previous_state: null },
    { instance_id: unguarded, code: 'instance_not_allowed' },
  ]);
  expect(ec2.instance(foreign).state).toBe('running');
  expect(lab.ended).toHaveLength(1);
});

test('an instance that loses its guard tag before the stop of stop_after is not stopped', async () => {
  const { as, ec2, lab } = world();
  const id = ec2.add(kinds.ownStopped);
  const { body } = await as(web, 'POST', '/start', { body: { instance_id: id, stop_after: '1h', async: true } });
  ec2.instance(id).tags = { Team: 'web' };
  const job = await lab.store.read(String(body.job_id));

  if (job !== undefined) await lab.finished(job.job);

  expect(ec2.instance(id).state).not.toMatch(/^stopping/);
  expect(ec2.count('StopInstances')).toBe(0);
});

test("another caller's idempotency key is a key of one's own", async () => {
  const { as, ec2 } = world();
  const headers = (holder: Holder) => ({ headers: { 'x-api-key': holder.key, 'idempotency-key': 'k' } });
  const body = { async: true, instance_id: ec2.add({ tags: { ...managed, Team: 'web' } }) };

  const one = await as(web, 'POST', '/stop', { body, ...headers(web) });
  const other = await as(db, 'POST', '/stop', { body, ...headers(db) });

  expect([one.status, other.status]).toEqual([202, 202]);
  expect(other.body).toMatchObject({ requested_by: 'db' });
  expect(other.body.job_id).not.toBe(one.body.job_id);
});

test('a password is in no answer and in no record, nor is its hash in an answer', async () => {
  const { as, ec2, lab } = world();
  const password = 'planted-in-a-password';

  const created = await as(web, 'POST', '/create', { body: { username: 'me', password } });
  const jobId = String(created.body.job_id);
  const seen = await as(web, 'GET', '/jobs/{job_id}', { pathVariables: { job_id: jobId } });

  expect(created.status).toBe(201);
  const answers = JSON.stringify([created.body, seen.body]);
  const userData = JSON.stringify(ec2.calls).replace(/"UserData":"([^"]*)"/, (_, text) =>
    Buffer.from(text, 'base64').toString(),
  );
  for (const text of [answers, userData, lab.store.everWritten()]) expect(text).not.toContain(password);
  expect(userData).toContain('$6$');
  expect(answers).not.toContain('$6$');
  // The hash has done its work when the instance is launched.
  expect(JSON.stringify(await lab.store.read(jobId))).not.toContain('$6$');
});

test('what a caller creates carries its tags and the guard tag, whatever the request says', async () => {
  const { as, ec2 } = world();
  const create = (body: object) => as(web, 'POST', '/create', { body });

  const made = await create({ tags: { Env: 'dev' } });
  const stolen = await create({ tags: { Team: 'db' } });
  const forged = await create({ tags: { [guardTag.key]: 'false' } });

  expect(ec2.instance(String(made.body.instance_id)).tags).toMatchObject({ Env: 'dev', Team: 'web', ...managed });
  expect([stolen.status, forged.status]).toEqual([400, 400]);
  expect(ec2.count('RunInstances')).toBe(1);
});

test.each([
  ['few', 0],
  ['more than a request promises for itself', 120],
])('a stop_after of %s instances holds up no stop of what its caller does not see', async (_, more) => {
  const { as, ec2, lab } = world();
  const [own, foreign] = [ec2.add({ ...kinds.own, state: 'pending' }), ec2.add(kinds.foreign)];
  const others = Array.from({ length: more }, () => ec2.add(kinds.foreign));
  const promised = async () =>
    (await lab.parts.stops.read('us-east-1', [own, foreign, ...others])).map(({ instanceId }) => instanceId);

  const { status, body } = await as(web, 'POST', '/start', {
    body: { instance_id: [own, foreign, ...others], stop_after: '30d', async: true },
  });
  const atOnce = await promised();
  await lab.time.pass(1_000);

  expect(status).toBe(202);
  expect(atOnce).toEqual(more === 0 ? [own] : []);
  expect(await promised()).toEqual([own]);
  await as(web, 'DELETE', '/jobs/{job_id}', { pathVariables: { job_id: String(body.job_id) } });
});
