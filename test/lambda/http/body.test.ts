import { Problem } from '../../../lambda/domain/problem';
import { readBody } from '../../../lambda/http/body';
import { aRequest } from '../../support/events';

function codeOf(body: string, type?: string): string {
  try {
    readBody(aRequest({ method: 'POST', body, ...(type === undefined ? {} : { headers: { 'content-type': type } }) }));
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'accepted';
}

test.each([
  ['{"a":1', 'application/json'],
  ['[1]', 'application/json'],
  ['"text"', 'application/json'],
  ['null', 'application/json'],
  ['7', undefined],
  ['{"a":1', 'application/x-www-form-urlencoded'],
])('%s as %s is a malformed body', (body, type) => {
  expect(codeOf(body, type)).toBe('malformed_body');
});

test.each(['text/plain', 'multipart/form-data; boundary=x', 'application/xml'])('%s is not supported', (type) => {
  expect(codeOf('{}', type)).toBe('unsupported_media_type');
});

test.each(['application/json; charset=utf-8', 'Application/JSON', 'application/vnd.api+json', undefined])(
  'JSON may come as %s',
  (type) => {
    expect(codeOf('{"a":1}', type)).toBe('accepted');
  },
);

test('the position of a syntax error is told, and nothing of the body', () => {
  const attempt = (): unknown => readBody(aRequest({ method: 'POST', body: '{"password":"hunter2" x}' }));

  expect(attempt).toThrow(/position 22/);
  expect(attempt).not.toThrow(/hunter2/);
});

test('128 KiB are accepted, one byte more is not', () => {
  const bodyOf = (bytes: number): string => `{"a":"${'x'.repeat(bytes - 8)}"}`;

  expect(codeOf(bodyOf(128 * 1024))).toBe('accepted');
  expect(codeOf(bodyOf(128 * 1024 + 1))).toBe('body_too_large');
});

test('a body in base64 is decoded', () => {
  const body = Buffer.from('{"a":1}').toString('base64');

  expect(readBody({ ...aRequest({ method: 'POST', body }), bodyIsBase64: true })).toEqual([['a', 1]]);
});

test('bytes that are not UTF-8 are a malformed body', () => {
  const body = Buffer.from([0x7b, 0xff, 0x7d]).toString('base64');

  expect(() => readBody({ ...aRequest({ method: 'POST', body }), bodyIsBase64: true })).toThrow(/UTF-8/);
});

test('a body on GET is ignored, whatever it is', () => {
  expect(readBody(aRequest({ method: 'GET', body: '{broken', headers: { 'content-type': 'image/png' } }))).toEqual([]);
});
