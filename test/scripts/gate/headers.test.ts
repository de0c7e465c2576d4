import { forwarded } from '../../../scripts/gate/headers';

test('what the client needs goes on, with the host of the emulator', () => {
  const headers = {
    host: 'evil.example',
    'x-api-key': 'k',
    authorization: 'AWS4-HMAC-SHA256 x',
    accept: 'text/html',
    origin: 'http://a',
  };

  expect(forwarded(headers, '127.0.0.1:4567', 0)).toEqual({ ...headers, host: '127.0.0.1:4567' });
});

test('headers that claim another host, path, method or service, and those of one connection, do not', () => {
  const claims = [
    ...['forwarded', 'x-forwarded-host', 'x-original-url', 'x-rewrite-url', 'x-http-method-override', 'x-amz-target'],
    ...['transfer-encoding', 'content-length', 'upgrade', 'http2-settings', 'te', 'trailer', 'expect', 'keep-alive'],
  ];

  const kept = forwarded(Object.fromEntries(claims.map((name) => [name, 'x'])), 'h', 0);

  expect(kept).toEqual({ host: 'h' });
});

test('headers that the client names in connection are its own', () => {
  expect(forwarded({ connection: 'Close, X-Secret', 'x-secret': '1', 'x-other': '2' }, 'h', 0)).toEqual({
    host: 'h',
    'x-other': '2',
  });
});

test('the length is that of the body that was read, whatever was claimed', () => {
  expect(forwarded({ 'content-length': '1', connection: 'content-length' }, 'h', 17)).toEqual({
    host: 'h',
    'content-length': '17',
  });
});

test.each([
  'x-localstack-data',
  'x-localstack-target',
  'X-LocalStack-Authorization'.toLowerCase(),
  'x-ministack-account',
  'x-amz-decoded-content-length',
  'x-amz-trailer',
])('%s, by which parts of an emulator talk to each other, goes no further', (name) => {
  expect(forwarded({ [name]: '{"is_internal":true}', 'x-amz-date': 'd' }, 'h', 0)).toEqual({
    'x-amz-date': 'd',
    host: 'h',
  });
});

test("a body's hash goes on, but not the announcement of a body in S3's chunks", () => {
  const name = 'x-amz-content-sha256';

  expect(forwarded({ [name]: 'abc' }, 'h', 0)).toHaveProperty(name, 'abc');
  expect(forwarded({ [name]: 'streaming-AWS4-HMAC-SHA256-PAYLOAD' }, 'h', 0)).not.toHaveProperty(name);
});
