import type { Context } from 'aws-lambda';
import { anEvent } from '../support/events';

type Handler = typeof import('../../lambda/index').handler;

const context = { awsRequestId: 'invocation-1', getRemainingTimeInMillis: () => 20_000 } as Context;
const before = { ...process.env };
let handler: Handler;

beforeAll(() => {
  Object.assign(process.env, { AWS_REGION: 'us-east-1', PROFILE: 'lab', AUTH: 'none', REQUEST_METRICS: 'off' });
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  jest.isolateModules(() => {
    handler = require('../../lambda/index').handler;
  });
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
