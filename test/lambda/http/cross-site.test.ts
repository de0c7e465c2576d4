import type { Config } from '../../../lambda/config';
import { createTestApp } from '../../support/app';
import type { RequestParts } from '../../support/events';

const site = 'https://shop.example';

async function answer(parts: RequestParts, config: Partial<Config> = {}) {
  const app = createTestApp({ config });
  const { statusCode, body } = await app.request({
    ...parts,
    headers: { 'sec-fetch-site': 'cross-site', origin: site, ...parts.headers },
  });
  return { status: statusCode, code: body === '' ? undefined : JSON.parse(body).code, calls: app.ec2.calls.length };
}

const refused = { status: 403, code: 'cross_site_refused', calls: 0 };
const target = { target: '198.51.100.7' };

test.each<RequestParts>([
  { method: 'POST', resource: '/stop', body: 'instance_id=i-01234567' },
  { method: 'POST', resource: '/ec2', body: { action: 'stop' }, headers: { 'content-type': 'text/plain' } },
  { method: 'POST', resource: '/list' },
  { method: 'DELETE', resource: '/delete/{target}', pathVariables: target },
  { method: 'GET', resource: '/delete/{target}', pathVariables: target },
  { method: 'GET', resource: '/delete-async/{target}', pathVariables: target },
  { method: 'POST', resource: '/{proxy+}', path: '/nowhere' },
])('no page of another site can make a browser send %j', async (parts) => {
  expect(await answer(parts)).toEqual(refused);
});

test('a page that sends no origin is another site as well', async () => {
  const app = createTestApp();
  const { statusCode } = await app.request({
    method: 'POST',
    resource: '/stop',
    headers: { 'sec-fetch-site': 'cross-site' },
  });

  expect(statusCode).toBe(403);
});

test.each<readonly [string, RequestParts, Partial<Config>, number]>([
  ['reading', { method: 'GET', resource: '/tocos' }, {}, 200],
  ['a preflight request', { method: 'OPTIONS', resource: '/stop' }, {}, 204],
  ['a page whose origin is named', { method: 'POST', resource: '/list' }, { corsOrigins: [site] }, 200],
  ['any page, where all origins are named', { method: 'POST', resource: '/list' }, { corsOrigins: ['*'] }, 200],
  ['a caller with a key', { method: 'POST', resource: '/list' }, { auth: 'key' }, 200],
  ['the console', { method: 'POST', resource: '/list', headers: { 'sec-fetch-site': 'same-origin' } }, {}, 200],
  ['a bookmark', { method: 'POST', resource: '/list', headers: { 'sec-fetch-site': 'none' } }, {}, 200],
])('%s is let through', async (_, parts, config, status) => {
  expect((await answer(parts, config)).status).toBe(status);
});

test('another origin than the named ones is refused', async () => {
  const config = { corsOrigins: ['https://mine.example'] };

  expect(await answer({ method: 'POST', resource: '/list' }, config)).toEqual(refused);
});

test('a program, which marks nothing, is let through', async () => {
  const { statusCode } = await createTestApp().request({ method: 'POST', resource: '/list' });

  expect(statusCode).toBe(200);
});
