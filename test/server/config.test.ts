import { isExposed, readServerConfig, urlOf } from '../../server/config';

test('without settings the server listens on port 5000 of this machine, and lets every request through', () => {
  const { host, port, trust, throttle } = readServerConfig({});

  expect([host, port, throttle, trust.requestIdHeader]).toEqual(['127.0.0.1', 5000, undefined, 'x-request-id']);
  expect(trust.proxies.check('127.0.0.1')).toBe(false);
});

test('the throttle is that of the deployment', () => {
  expect(readServerConfig({ THROTTLE_RATE: '7', THROTTLE_BURST: '9' }).throttle).toEqual({ rate: 7, burst: 9 });
});

test('log lines carry the name of the function of the same deployment', () => {
  expect(readServerConfig({ FUNCTION_NAME: 'team-a' }).functionName).toBe('team-a');
  expect(readServerConfig({})).not.toHaveProperty('functionName');
});

test('every bad variable is named at once', () => {
  const read = () => readServerConfig({ PORT: '65536', THROTTLE_RATE: 'many', TRUSTED_PROXIES: 'everybody' });

  expect(read).toThrow(/PORT is "65536".*TRUSTED_PROXIES has "everybody".*THROTTLE_RATE is "many"/);
});

test.each([
  ['127.0.0.1', false],
  ['127.0.1.1', false],
  ['localhost', false],
  ['::1', false],
  ['0.0.0.0', true],
  ['::', true],
  ['192.0.2.1', true],
])('whether others reach %s', (host, exposed) => {
  expect(isExposed(host)).toBe(exposed);
});

test.each([
  ['127.0.0.1', 'http://localhost:5000'],
  ['::1', 'http://localhost:5000'],
  ['0.0.0.0', 'http://localhost:5000'],
  ['::', 'http://localhost:5000'],
  ['192.0.2.1', 'http://192.0.2.1:5000'],
  ['2001:db8::1', 'http://[2001:db8::1]:5000'],
])('a browser finds what listens at %s', (host, url) => {
  expect(urlOf({ host, port: 5000 })).toBe(url);
});
