import { faultText } from '../../../lambda/logging/redact-request';
import { aRequest } from '../../support/events';

/** The text of an error with a message, for a request. */
function text(message: string, parts: Parameters<typeof aRequest>[0] = {}): string {
  return faultText(new TypeError(message), aRequest(parts));
}

test('an error keeps its name, its message and where it happened', () => {
  const fault = text('cannot read properties of undefined (reading "state")');

  expect(fault).toContain('TypeError: cannot read properties of undefined (reading "state")');
  expect(fault).toContain('redact-request.test.ts');
});

test('its causes follow', () => {
  const error = new Error('outer', { cause: new Error('inner', { cause: new Error('innermost') }) });

  expect(faultText(error, aRequest())).toMatch(/outer.*caused by Error: inner.*caused by Error: innermost/s);
});

test.each([
  ['a header', { headers: { 'x-custom': 'hunter22' } }],
  ['a token behind its scheme', { headers: { authorization: 'Whatever hunter22' } }],
  ['the query', { query: 'name=hunter22' }],
  ['a name in the query', { query: 'hunter22' }],
  ['the path', { pathVariables: { id: 'hunter22' } }],
  ['the body', { body: { deep: [{ er: 'hunter22' }] } }],
  ['a name in the body', { body: { hunter22: 1 } }],
  ['a form', { body: 'user=a&pass=hunter22' }],
  ['JSON that an emulator has percent-encoded', { body: '%7B%22a%22%3A%22hunter22%22%7D=' }],
  ['a body that is neither', { body: '{"pass": "hunter22' }],
])('what stood in %s is taken out', (_, parts) => {
  expect(text('failed at hunter22, really', parts)).toContain('failed at [request], really');
});

test('what a request quotes itself looks different inside JSON or a URL, and is taken out as well', () => {
  const secret = 'a"b\\c d/é';
  const request = { headers: { 'x-custom': secret } };

  expect(text(JSON.stringify({ got: secret }), request)).toContain('{"got":"[request]"}');
  expect(text(encodeURIComponent(secret), request)).toContain('TypeError: [request]');
});

test('the longer piece goes first, so that no rest of it stays', () => {
  const parts = { headers: { a: 'hunter', b: 'hunter22secret' } };

  expect(text('got hunter22secret', parts)).toContain('got [request]\n');
});

test('a body in base64 is read as what it is', () => {
  const request = { ...aRequest({ body: Buffer.from('{"a":"hunter22"}').toString('base64') }), bodyIsBase64: true };

  expect(faultText(new Error('got hunter22'), request)).toContain('got [request]');
});

test('no fault makes a long line', () => {
  expect(text('x'.repeat(100_000)).length).toBeLessThanOrEqual(4_000);
  expect(faultText('thrown text', aRequest())).toBe('not an error');
});
