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
  ['a=1', 'text/plain'],
  ['{"action":"status","action":"stop"}', undefined],
  ['{"name":"\\ud800"}', undefined],
  ['{"name":"Caf\ufffd"}', 'application/x-www-form-urlencoded'],
  ['name=Caf%E9', 'application/x-www-form-urlencoded'],
  ['Caf%E9=name', 'application/x-www-form-urlencoded'],
  ['%7B%22a%22%3A1', 'application/x-www-form-urlencoded'],
  ['%5B1%5D', 'application/x-www-form-urlencoded'],
])('%s as %s is a malformed body', (body, type) => {
  expect(codeOf(body, type)).toBe('malformed_body');
});

test.each(['text/html', 'multipart/form-data; boundary=x', 'application/xml'])(
  '%s is not supported, and the answer says what to add',
  (type) => {
    expect(codeOf('{}', type)).toBe('unsupported_media_type');
    expect(() => readBody(aRequest({ method: 'POST', body: '{}', headers: { 'content-type': type } }))).toThrow(
      'content-type: application/json',
    );
  },
);

test.each([
  'application/json; charset=utf-8',
  'Application/JSON',
  'application/vnd.api+json',
  'text/plain;charset=UTF-8',
  undefined,
])('JSON may come as %s', (type) => {
  expect(codeOf('{"a":1}', type)).toBe('accepted');
});

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

/** What LocalStack 4.14 makes of a form: it reads it, and writes it anew (Python's `urlencode`). */
function rewritten(body: string): string {
  return [...new URLSearchParams(body)].map((pair) => new URLSearchParams([pair]).toString()).join('&');
}

describe('JSON that came as a form and was percent-encoded on its way is JSON', () => {
  test.each([
    '{"action":"status"}',
    '{ "action": "status", "wait": 5 }',
    '\n{"tags":{"Env":"a=b","Team":"x"}}',
    '{"name":"Café & Söhne 100%"}',
    '{"a":"=","b":"&=x"}',
    '{"a":[1,2,{"b":null}]}',
  ])('%s', (body) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };

    expect(rewritten(body)).toMatch(/^%|^\+|^%0A/);
    expect(readBody(aRequest({ method: 'POST', body: rewritten(body), headers }))).toEqual(
      Object.entries(JSON.parse(body)),
    );
  });

  test('and its members are looked at as strictly', () => {
    expect(codeOf(rewritten('{"action":"status","action":"stop"}'), 'application/x-www-form-urlencoded')).toBe(
      'malformed_body',
    );
  });
});
