import fc from 'fast-check';
import { routes } from '../../../contract/routes';
import { createTestApp } from '../../support/app';

const id = 'i-0123456789abcdef0';

describe('every answer', () => {
  test('carries the headers of the contract', async () => {
    const app = createTestApp();

    for (const resource of ['/list', '/health', '/{proxy+}']) {
      const { headers } = await app.request({ resource });
      expect(headers).toMatchObject({
        'x-request-id': 'request-1',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
    }
  });

  test('that is a problem is a problem document', async () => {
    const { statusCode, headers, body } = await createTestApp().request({ resource: '/{proxy+}', path: '/nowhere' });

    expect(statusCode).toBe(404);
    expect(headers?.['content-type']).toBe('application/problem+json');
    expect(JSON.parse(body)).toEqual({
      type: 'urn:ec2-control:problem:route_not_found',
      title: 'No such path',
      status: 404,
      code: 'route_not_found',
      detail: 'There is no path "/nowhere". GET /openapi.json lists those there are.',
      request_id: 'request-1',
      retryable: false,
    });
  });
});

describe('methods', () => {
  test('HEAD is GET without the body', async () => {
    const app = createTestApp();

    const { statusCode, body, headers } = await app.request({ method: 'HEAD', resource: '/health' });

    expect([statusCode, body, headers?.['content-type']]).toEqual([200, '', 'application/json']);
  });

  test('OPTIONS answers 204 with allow', async () => {
    const { statusCode, headers, body } = await createTestApp().request({ method: 'OPTIONS', resource: '/list' });

    expect([statusCode, headers?.allow, body]).toEqual([204, 'GET, POST, HEAD, OPTIONS', '']);
  });

  test.each(['PUT', 'PATCH', 'TRACE', 'DELETE', 'BREW'])(
    '%s on a path without it is 405 with allow',
    async (method) => {
      const { statusCode, headers } = await createTestApp().request({ method, resource: '/start' });

      expect([statusCode, headers?.allow]).toEqual([405, 'POST, OPTIONS']);
    },
  );

  test('a GET never deletes outside the lab', async () => {
    const request = { method: 'GET', resource: '/delete/{target}', pathVariables: { target: id } };

    const inProduction = await createTestApp({ config: { profile: 'production' } }).call(request);
    const inTheLab = await createTestApp().call(request);

    expect([inProduction.status, inTheLab.status]).toEqual([405, 404]);
    expect(inTheLab.body.code).toBe('instance_not_found');
  });
});

test('HEAD does not follow the GET that deletes in the lab', async () => {
  const app = createTestApp();
  const one = app.ec2.add();
  const parts = { resource: '/delete/{target}', pathVariables: { target: one } };

  const { statusCode, headers } = await app.request({ ...parts, method: 'HEAD' });

  expect([statusCode, headers?.allow]).toEqual([405, 'DELETE, POST, GET, OPTIONS']);
  expect(app.ec2.count()).toBe(0);
});

test('more parameters than any operation has use for are refused before they are looked at', async () => {
  const body = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`name${n}`, n]));

  const { status, body: problem } = await createTestApp().call({ method: 'POST', resource: '/stop', body });

  expect([status, problem.code, problem.errors]).toEqual([400, 'invalid_parameter', undefined]);
});

describe('list', () => {
  test('answers a page of instances', async () => {
    const app = createTestApp();
    const one = app.ec2.add({ tags: { Name: 'box' } });

    const { status, body } = await app.call({ resource: '/list' });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      message: '1 instance in us-east-1',
      region: 'us-east-1',
      count: 1,
      instance_ids: [one],
      instances: [{ instance_id: one, name: 'box', state: 'running', spot: false, manageable: true }],
    });
  });

  test('of a region that is not allowed is refused', async () => {
    const { status, body } = await createTestApp().call({ resource: '/list', query: 'region=ap-south-1' });

    expect([status, body.code]).toEqual([400, 'region_not_allowed']);
  });
});

describe('status', () => {
  test('of one instance tells it', async () => {
    const app = createTestApp();
    const one = app.ec2.add();

    const { status, body } = await app.call({ resource: '/status/{id}', pathVariables: { id: one } });

    expect(status).toBe(200);
    expect(body).toMatchObject({ message: `Instance ${one} is running`, instance_id: one, status: 'running' });
  });

  test('of several is 207 with a result for each that could not be read', async () => {
    const app = createTestApp();
    const one = app.ec2.add();

    const { status, body } = await app.call({ resource: '/status', query: `instance_id=${one},${id},junk` });

    expect(status).toBe(207);
    expect(body).toMatchObject({
      instances: [{ instance_id: one }],
      results: [
        { instance_id: id, code: 'instance_not_found' },
        { instance_id: 'junk', code: 'invalid_instance_id' },
      ],
    });
  });

  test('without an id is of the default instance', async () => {
    const app = createTestApp({ config: { instanceId: id } });

    const { body } = await app.call({ resource: '/status' });

    expect(body).toMatchObject({ code: 'instance_not_found', instance_id: id });
  });

  test('without an id and without a default instance is refused', async () => {
    const { status, body } = await createTestApp().call({ resource: '/status' });

    expect([status, body.code]).toEqual([400, 'instance_required']);
  });
});

describe('start, stop and reboot', () => {
  test('of one instance answer its outcome', async () => {
    const app = createTestApp();
    const one = app.ec2.add({ state: 'stopped' });

    const { status, body } = await app.call({ method: 'POST', resource: '/start', body: { instance_id: one } });

    expect(status).toBe(200);
    expect(body).toEqual({
      message: `Starting instance ${one}`,
      instance_id: one,
      action: 'start',
      outcome: 'changed',
      previous_state: 'stopped',
      current_state: 'pending',
      ip: null,
    });
  });

  test('of one instance that is there already say so', async () => {
    const app = createTestApp();
    const one = app.ec2.add();

    const { body } = await app.call({ method: 'POST', resource: '/start', body: { instance_id: one } });

    expect(body).toMatchObject({ message: `Instance ${one} is already running`, outcome: 'unchanged' });
  });

  test('of one instance that refuses answer the problem itself', async () => {
    const app = createTestApp();
    const one = app.ec2.add({ state: 'terminated' });

    const { status, body } = await app.call({ method: 'POST', resource: '/stop', body: { instance_id: one } });

    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'instance_terminated', instance_id: one });
  });

  test('of several answer a summary and every result, 207 even when all were refused', async () => {
    const app = createTestApp();
    const [one, two] = [app.ec2.add(), app.ec2.add({ state: 'terminated' })];

    const mixed = await app.call({ method: 'POST', resource: '/stop', body: { instance_id: [one, two] } });
    const none = await app.call({ method: 'POST', resource: '/stop', body: { instance_id: [two, id] } });

    expect(mixed.status).toBe(207);
    expect(mixed.body.summary).toEqual({ changed: 1, unchanged: 0, refused: 1, failed: 0 });
    expect(none.status).toBe(207);
    expect(none.body).toMatchObject({
      results: [{ code: 'instance_terminated' }, { code: 'instance_not_found' }],
    });
  });

  test('of tags that nothing carries are not found', async () => {
    const { status, body } = await createTestApp().call({ method: 'POST', resource: '/stop', query: 'tag=Env=typo' });

    expect([status, body.code]).toEqual([404, 'instance_not_found']);
  });

  test('take ids or tags, not both', async () => {
    const parts = { method: 'POST', resource: '/stop', query: `instance_id=${id}&tag=Env=dev` };

    expect((await createTestApp().call(parts)).body.code).toBe('conflicting_parameters');
  });

  test('tell every change to the audit trail', async () => {
    const app = createTestApp();
    const one = app.ec2.add();

    await app.call({ method: 'POST', resource: '/stop', body: { instance_id: one, dry_run: true } });

    expect(app.changes).toMatchObject([{ operation: 'stop', dryRun: true, outcomes: [{ instanceId: one }] }]);
  });
});

describe('delete', () => {
  test.each(['publicIp', 'privateIp', 'instanceId'] as const)('finds the instance by its %s', async (key) => {
    const app = createTestApp();
    const one = app.ec2.add();
    const target = app.ec2.instance(one)[key] ?? '';

    const { status, body } = await app.call({
      method: 'DELETE',
      resource: '/delete/{target}',
      pathVariables: { target },
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({ instance_id: one, status: 'shutting-down', outcome: 'changed' });
  });

  test('of an address that two instances have is refused', async () => {
    const app = createTestApp();
    app.ec2.add({ privateIp: '10.1.2.3' });
    app.ec2.add({ privateIp: '10.1.2.3' });

    const pathVariables = { target: '10.1.2.3' };
    const { status, body } = await app.call({ method: 'DELETE', resource: '/delete/{target}', pathVariables });

    expect([status, body.code]).toEqual([409, 'ambiguous_address']);
  });

  test('in production is refused for what this API did not create', async () => {
    const app = createTestApp({ config: { profile: 'production' } });
    const target = app.ec2.add();

    const { body } = await app.call({ method: 'DELETE', resource: '/delete/{target}', pathVariables: { target } });

    expect(body.code).toBe('not_created_here');
  });

  test.each(['box', '10.0.0.256', '::1', '10.0.0.1/24'])('of %s is refused', async (target) => {
    const { body } = await createTestApp().call({
      method: 'DELETE',
      resource: '/delete/{target}',
      pathVariables: { target },
    });

    expect(body.code).toBe('invalid_parameter');
  });
});

describe('/ec2', () => {
  test('does what action says, and status by default', async () => {
    const app = createTestApp();
    const one = app.ec2.add();

    const stopped = await app.call({ method: 'POST', resource: '/ec2', body: { action: 'stop', instance_id: one } });
    const seen = await app.call({ method: 'POST', resource: '/ec2', body: { instance_id: one } });

    expect(stopped.body.message).toBe(`Stopping instance ${one}`);
    expect(seen.body.message).toBe(`Instance ${one} is stopping`);
  });

  test('refuses an unknown action', async () => {
    const { status, body } = await createTestApp().call({
      method: 'POST',
      resource: '/ec2',
      body: { action: 'explode' },
    });

    expect([status, body.code]).toEqual([400, 'invalid_parameter']);
  });

  test('asks for the right to the action that it is led to', async () => {
    const app = createTestApp({ caller: { name: 'reader', actions: ['status'] } });

    const { status, body } = await app.call({
      method: 'POST',
      resource: '/ec2',
      body: { action: 'stop', instance_id: id },
    });

    expect([status, body.code, app.ec2.count()]).toEqual([403, 'action_not_allowed', 0]);
  });
});

describe('credentials of the caller', () => {
  const credentials = { aws_access_key_id: '123456789012', aws_secret_access_key: 'secret' };

  test('are used for the EC2 calls', async () => {
    const app = createTestApp();

    await app.call({ method: 'POST', resource: '/list', body: credentials });

    expect(app.ec2.calls).toMatchObject([{ accessKeyId: '123456789012' }]);
  });

  test.each([
    ['outside the lab', { profile: 'production' as const }, {}, 'caller_credentials_disabled'],
    ['with async', {}, { async: true, instance_id: id }, 'caller_credentials_not_for_jobs'],
    ['with wait', {}, { wait: 5, instance_id: id }, 'caller_credentials_not_for_jobs'],
    ['with a key', {}, { idempotency_key: 'k', instance_id: id }, 'caller_credentials_not_for_jobs'],
    ['for the default instance', { instanceId: id }, {}, 'instance_required'],
    ['without the secret', {}, { aws_secret_access_key: undefined, instance_id: id }, 'invalid_parameter'],
  ])('are refused %s', async (_, config, more, code) => {
    const app = createTestApp({ config });

    const { body } = await app.call({ method: 'POST', resource: '/start', body: { ...credentials, ...more } });

    expect([body.code, app.ec2.count()]).toEqual([code, 0]);
    expect(JSON.stringify(body)).not.toContain('"secret"');
  });
});

describe('the sample data', () => {
  test('is the list, or one user of it', async () => {
    const app = createTestApp();

    expect((await app.call({ resource: '/tocos' })).body).toHaveLength(3);
    expect((await app.call({ resource: '/tocos/{user}', pathVariables: { user: 'Sam' } })).body).toEqual({
      user: 'Sam',
      tocos: 200,
    });
    expect((await app.call({ resource: '/tocos/{user}', pathVariables: { user: 'Eve' } })).body.code).toBe(
      'user_not_found',
    );
  });
});

test('a fault of this API is a bare 500 with the request id', async () => {
  const app = createTestApp({
    ec2Of: () => {
      throw new TypeError('secret internals');
    },
  });

  const { status, body } = await app.call({ resource: '/list' });

  expect(status).toBe(500);
  expect(body).toMatchObject({ code: 'internal_error', request_id: 'request-1' });
  expect(JSON.stringify(body)).not.toContain('internals');
});

describe('whatever a client sends', () => {
  const words = fc.oneof(
    fc.string(),
    fc.constantFrom('instance_id', 'tag', 'region', 'wait', 'Env=dev', id, '{"a":1}'),
  );
  const requests = fc.record({
    method: fc.constantFrom('GET', 'POST', 'DELETE', 'HEAD', 'PUT', 'OPTIONS', 'TRACE'),
    resource: fc.constantFrom('/{proxy+}', ...routes.map(({ resource }) => resource)),
    pathVariables: fc.dictionary(fc.constantFrom('id', 'instance_id', 'target', 'job_id', 'user', 'InstanceId'), words),
    query: fc.array(fc.tuple(words, words)).map((pairs) => new URLSearchParams(pairs).toString()),
    headers: fc.dictionary(fc.constantFrom('content-type', 'idempotency-key', 'origin', 'authorization'), words),
    body: fc.oneof(words, fc.json(), fc.object()),
  });

  test('the answer is never a 500, and a refused request never reaches EC2 with a change', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (parts) => {
        const app = createTestApp();

        const { statusCode } = await app.request(parts);

        expect(statusCode).not.toBe(500);
        if (statusCode >= 400) {
          expect(app.ec2.calls.filter(({ operation }) => !operation.startsWith('Describe'))).toEqual([]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

test.each(['tok\u0000en', 'tok en', 't\u00f6ken', 'tok\nen'])(
  'AWS credentials that cannot stand in a header (%j) are refused',
  async (token) => {
    const body = {
      aws_access_key_id: 'AKIAIOSFODNN7EXAMPLE',
      aws_secret_access_key: 'secret',
      aws_session_token: token,
    };
    const app = createTestApp();

    const { status, body: problem } = await app.call({ method: 'POST', resource: '/list', body });

    expect([status, problem.code, app.ec2.count()]).toEqual([400, 'invalid_parameter', 0]);
    expect(JSON.stringify(problem)).not.toContain(JSON.stringify(token).slice(1, -1));
  },
);
