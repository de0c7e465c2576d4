import { createSecuredApp, managed } from '../support/security/app';
import { keyHolder } from '../support/security/callers';
import { kinds } from '../support/security/kinds';

describe('an instance outside of the tags of a caller', () => {
  test.each([
    ['is not in /list', { resource: '/list' }, 200],
    ['is not found by its tags in /list', { resource: '/list', query: 'tag=Team=db' }, 200],
    ['has no status', { resource: '/status', query: 'instance_id=ID' }, 404],
    ['cannot be started', { method: 'POST', resource: '/start', body: { instance_id: 'ID' } }, 404],
    ['cannot be stopped', { method: 'POST', resource: '/stop', body: { instance_id: 'ID' } }, 404],
    ['cannot be stopped by its tags', { method: 'POST', resource: '/stop', body: { tags: { Team: 'db' } } }, 404],
    ['cannot be foretold', { method: 'POST', resource: '/stop', body: { instance_id: 'ID', dry_run: true } }, 207],
    ['cannot be rebooted', { method: 'POST', resource: '/reboot', body: { instance_id: 'ID' } }, 404],
    ['cannot be deleted', { method: 'DELETE', resource: '/delete/{target}', pathVariables: { target: 'ID' } }, 404],
    [
      'cannot be deleted by its address',
      { method: 'DELETE', resource: '/delete/{target}', pathVariables: { target: 'IP' } },
      404,
    ],
    [
      'cannot be deleted by its private address',
      { method: 'DELETE', resource: '/delete/{target}', pathVariables: { target: 'PRIVATE' } },
      404,
    ],
    ['is not found by /ec2', { method: 'POST', resource: '/ec2', body: { action: 'stop', instance_id: 'ID' } }, 404],
    ['is not the default instance', { method: 'POST', resource: '/stop' }, 404],
  ])('%s', async (_, parts, status) => {
    const { key, entry } = keyHolder({ name: 'web', tags: { Team: 'web' } });
    const world = createSecuredApp([entry]);
    const instance = world.ec2.instance(world.ec2.add(kinds.foreign));
    const app = createSecuredApp([entry], { config: { instanceId: instance.instanceId }, ec2Of: world.ec2.ec2Of });
    const { instanceId, publicIp, privateIp } = instance;
    const filled = JSON.stringify(parts)
      .replaceAll('"ID"', `"${instanceId}"`)
      .replace('=ID', `=${instanceId}`)
      .replace('"IP"', `"${publicIp}"`)
      .replace('"PRIVATE"', `"${privateIp}"`);

    const { status: got, body } = await app.call({ ...JSON.parse(filled), headers: { 'x-api-key': key } });

    expect([got, body.code]).toEqual([status, status === 200 ? undefined : 'instance_not_found']);
    expect(JSON.stringify(body)).not.toContain('crown-jewels');
    if (status === 200) expect(body).toMatchObject({ count: 0, instance_ids: [] });
    expect(world.ec2.instance(instanceId).state).toBe('running');
    expect(world.ec2.count('StopInstances')).toBe(0);
  });
});

test('an instance that a caller sees but that lacks the guard tag is shown, and not changed', async () => {
  const { key, entry } = keyHolder({ name: 'web', tags: { Team: 'web' } });
  const app = createSecuredApp([entry]);
  const headers = { 'x-api-key': key };
  const id = app.ec2.add(kinds.ownUnguarded);

  const list = await app.call({ resource: '/list', headers });
  const stop = await app.call({ method: 'POST', resource: '/stop', body: { instance_id: id }, headers });

  expect(list.body).toMatchObject({ instances: [{ instance_id: id, manageable: false }] });
  expect([stop.status, stop.body.code]).toEqual([403, 'instance_not_allowed']);
});

test('a tag selector is not too large because of instances that the caller does not see', async () => {
  const { key, entry } = keyHolder({ name: 'web', tags: { Team: 'web' } });
  const app = createSecuredApp([entry]);
  for (let n = 0; n < 150; n += 1) app.ec2.add({ tags: { Env: 'dev', Team: 'db', ...managed } });
  const own = app.ec2.add({ tags: { Env: 'dev', Team: 'web', ...managed } });

  const { status, body } = await app.call({
    method: 'POST',
    resource: '/stop',
    body: { tags: { Env: 'dev' } },
    headers: { 'x-api-key': key },
  });

  expect(status).toBe(200);
  expect(body).toMatchObject({ summary: { changed: 1 }, results: [{ instance_id: own }] });
});

test('a caller that may start but not stop cannot stop by stop_after', async () => {
  const { key, entry } = keyHolder({ name: 'starter', actions: ['start', 'create'] });
  const app = createSecuredApp([entry]);
  const instance_id = app.ec2.add({ tags: managed });

  for (const [resource, body] of [
    ['/start', { instance_id, stop_after: '1s' }],
    ['/create', { stop_after: '1s' }],
  ] as const) {
    const answer = await app.call({ method: 'POST', resource, body, headers: { 'x-api-key': key } });
    expect([answer.status, answer.body.code]).toEqual([403, 'action_not_allowed']);
  }
  expect(app.ec2.count()).toBe(0);
});

test('a selection with a member __proto__ is refused, not widened', async () => {
  const { key, entry } = keyHolder({ name: 'all' });
  const app = createSecuredApp([entry]);
  app.ec2.add({ tags: { Env: 'dev', ...managed } });

  for (const body of ['{"tags":{"Env":"dev","__proto__":"x"}}', '{"tags":{"__proto__":"x"}}']) {
    const answer = await app.call({ method: 'POST', resource: '/stop', body, headers: { 'x-api-key': key } });
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_parameter']);
  }
  expect(app.ec2.count()).toBe(0);
});
