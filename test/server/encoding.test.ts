import { gunzipSync, inflateSync } from 'node:zlib';
import { encode, encodingFor } from '../../server/encoding';

test.each([
  ['gzip', 'gzip'],
  ['gzip, deflate, br', 'gzip'],
  ['deflate', 'deflate'],
  ['gzip;q=0.1, deflate;q=0.9', 'deflate'],
  ['*', 'gzip'],
  ['gzip;q=0, *', 'deflate'],
  ['gzip;q=0', undefined],
  ['br', undefined],
  ['identity', undefined],
  ['', undefined],
  ['gzip;q=nonsense', undefined],
])('accept-encoding %j leads to %s', (accepted, encoding) => {
  expect(encodingFor(accepted)).toBe(encoding);
});

test('an answer of 1 KiB and more is compressed, a shorter one is not', async () => {
  const long = 'é'.repeat(512);

  const compressed = await encode(long, 'gzip');
  const deflated = await encode(long, 'deflate');

  expect(gunzipSync(compressed.bytes).toString()).toBe(long);
  expect(inflateSync(deflated.bytes).toString()).toBe(long);
  expect((await encode('x'.repeat(1023), 'gzip')).encoding).toBeUndefined();
  expect((await encode(long, undefined)).bytes.toString()).toBe(long);
});
