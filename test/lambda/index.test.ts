import type { Context } from 'aws-lambda';
import * as fc from 'fast-check';
import { anEvent } from '../support/events';

type Handler = typeof import('../../lambda/index').handler;

const context = { awsRequestId: 'invocation-1', getRemainingTimeInMillis: () => 20_000 } as Context;
const before = { ...process.env };
let handler: Handler;

beforeAll(() => {
  Object.assign(process.env, { AWS_REGION: 'us-east-1', PROFILE: 'lab', AUTH: 'none', REQUEST_METRICS: 'off' });
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  handler = require('../../lambda/index').handler;
});
afterAll(() => {
  process.env = before;
  jest.restoreAllMocks();
});

async function answer(event: unknown): Promise<readonly [status: number, code: unknown]> {
  const { statusCode, body } = await handler(event, context);
  return [statusCode, JSON.parse(body).code];
}

test('an event of API Gateway is answered as HTTP', async () => {
  expect(await answer(anEvent({ resource: '/health', path: '/health' }))).toEqual([200, undefined]);
  expect(await answer(anEvent({ resource: '/{proxy+}', path: '/nowhere' }))).toEqual([404, 'route_not_found']);
});

test('any other payload is a direct invocation, and does what POST /ec2 does', async () => {
  expect(await answer({ action: 'status' })).toEqual([400, 'instance_required']);
  expect(await answer({})).toEqual([400, 'instance_required']);
  expect(await answer(null)).toEqual([400, 'instance_required']);
  expect(await answer({ action: 'fly' })).toEqual([400, 'invalid_parameter']);
  expect(await answer([1])).toEqual([400, 'malformed_body']);
  expect(await answer('text')).toEqual([400, 'malformed_body']);
});

test('what only looks like an event is refused, and not run into', async () => {
  for (const event of [
    { httpMethod: 'GET', requestContext: {} },
    { httpMethod: 5, resource: '/list', path: '/list', requestContext: {} },
    { httpMethod: 'GET', resource: '/list', path: '/list', requestContext: null },
  ]) {
    expect(await answer(event)).toEqual([400, 'unknown_parameter']);
  }
});

test('an event of another service is told what it is, and is no unknown parameter', async () => {
  const { statusCode, body } = await handler({ version: '0', 'detail-type': 'x', source: 'aws.events' }, context);

  expect(statusCode).toBe(400);
  expect(JSON.parse(body)).toMatchObject({ code: 'malformed_body', detail: expect.stringContaining('EventBridge') });
});

test('a body that is no text is refused', async () => {
  const event = { ...anEvent({ httpMethod: 'POST', resource: '/stop', path: '/stop' }), body: { instance_id: 'i-1' } };

  expect(await answer(event)).toEqual([400, 'malformed_body']);
});

test('a payload that is nested without end is refused', async () => {
  let deep: unknown = 1;
  for (let level = 0; level < 20_000; level += 1) deep = { action: deep };

  expect(await answer(deep)).toEqual([400, 'malformed_body']);
  expect(await answer({ action: 'status', instance_id: deep })).toEqual([400, 'malformed_body']);
});

// No path that a body of luck could lead to AWS, which is not there.
test('whatever the members of an event are, it is answered', async () => {
  const member = fc.anything({ withNullPrototype: true, maxDepth: 2 });
  const event = fc.record({
    httpMethod: fc.constantFrom('GET', 'POST', 'DELETE', 'OPTIONS', 'get', ''),
    resource: fc.constantFrom('/tocos', '/stop', '/ec2', '/{proxy+}', '/tocos/{user}'),
    path: fc.string(),
    headers: member,
    multiValueHeaders: member,
    queryStringParameters: member,
    multiValueQueryStringParameters: member,
    pathParameters: member,
    body: fc.oneof(member, fc.string(), fc.json()),
    isBase64Encoded: member,
    requestContext: fc.oneof(fc.object(), fc.record({ requestId: member, identity: member })),
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(event, fc.anything()), async (odd) => {
      const { statusCode, headers, body } = await handler(odd, context);

      expect(statusCode).toBeGreaterThanOrEqual(200);
      expect(statusCode).toBeLessThan(500);
      expect(headers).toMatchObject({ 'cache-control': 'no-store' });
      expect(typeof body).toBe('string');
    }),
    { numRuns: 300 },
  );
});
