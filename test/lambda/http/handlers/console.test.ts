import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readConfig } from '../../../../lambda/config';
import { consolePage } from '../../../../lambda/http/handlers/console';
import { createTestApp, type TestAppOptions } from '../../../support/app';

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const root = { resource: '/', path: '/' };

function get(accept: string | undefined, options: TestAppOptions = {}, method = 'GET') {
  const headers = accept === undefined ? {} : { accept };
  return createTestApp(options).request({ ...root, method, headers });
}

test('a browser gets the page as text', async () => {
  const { statusCode, headers, body, isBase64Encoded } = await get(browser);

  expect([statusCode, isBase64Encoded ?? false]).toEqual([200, false]);
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    vary: 'accept',
  });
  expect(body).toContain('Here is the console.');
});

test('its policy allows its own script and style by their hashes, this API, and nothing else', async () => {
  const { headers = {} } = await get(browser);

  const policy = String(headers['content-security-policy']).split('; ');
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  expect(policy).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      `script-src ${hash("document.title='run'")}`,
      `style-src ${hash('p{color:red}')}`,
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ]),
  );
  expect(policy.join()).not.toMatch(/unsafe|\*|https?:/);
});

test.each([
  ['no accept header', undefined],
  ['curl', '*/*'],
  ['a program', 'application/json'],
])('%s gets the index', async (_who, accept) => {
  const { statusCode, headers, body } = await get(accept);

  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({ 'content-type': 'application/json', vary: 'accept' });
  expect(JSON.parse(body)).toEqual({
    name: 'EC2 Control API',
    version: 'unknown',
    profile: 'lab',
    auth: 'none',
    links: expect.objectContaining({ list: './list', openapi: './openapi.json', me: './me', health: './health' }),
  });
});

test('a deployment without schedules has no link to them, so the console does not show them', async () => {
  const linksWith = async (features: readonly 'schedules'[]) =>
    Object.keys(JSON.parse((await get('*/*', { config: { features } })).body).links);

  expect(await linksWith(['schedules'])).toContain('schedules');
  expect(await linksWith([])).not.toContain('schedules');
});

test('the page carries the index, which it need not ask for then', async () => {
  const { body } = await get(browser);
  const index = await get('*/*');

  const [, written = ''] = /<meta name="index" content="([^"]*)">/.exec(body) ?? [];
  expect(written).not.toMatch(/[<>]/);
  expect(JSON.parse(written.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&'))).toEqual(
    JSON.parse(index.body),
  );
});

test('HEAD has the headers of the page and no body', async () => {
  const { statusCode, headers, body } = await get(browser, {}, 'HEAD');

  expect([statusCode, body]).toEqual([200, '']);
  expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', vary: 'accept' });
});

test('where other origins may ask, the answer differs by the origin too', async () => {
  const { headers } = await get('*/*', { config: { corsOrigins: ['https://a.example'] } });

  expect(headers?.vary).toBe('origin, accept');
});

test('an unknown parameter is refused as everywhere', async () => {
  const { status, body } = await createTestApp().call({ ...root, query: 'state=running' });

  expect([status, body.code]).toEqual([400, 'unknown_parameter']);
});

test('a page that cannot be read is looked for again at the next request', async () => {
  const page = consolePage(join(__dirname, 'nowhere.html'));
  const config = readConfig({ AWS_REGION: 'us-east-1', PROFILE: 'lab', AUTH: 'none' });
  const context = { accept: browser, config } as Parameters<typeof page>[0];

  await expect(page(context)).rejects.toThrow(/ENOENT/);
  await expect(page(context)).rejects.toThrow(/ENOENT/);
});
