import { corsHeaders, forTerminal, toResult } from '../../../lambda/http/response';
import { aRequest } from '../../support/events';

const page = 'https://a.example';

function headersFor(origin: string | undefined, origins: readonly string[], method = 'GET') {
  const headers = origin === undefined ? {} : { origin };
  return corsHeaders(aRequest({ method, headers }), origins, ['GET', 'POST', 'OPTIONS']);
}

describe('CORS', () => {
  test('a page of a named origin reads the answer and the headers that a client needs', () => {
    expect(headersFor(page, [page, 'https://b.example'])).toEqual({
      'access-control-allow-origin': page,
      'access-control-expose-headers':
        'allow, idempotency-replayed, location, retry-after, www-authenticate, x-amzn-remapped-www-authenticate, x-request-id',
      vary: 'origin',
    });
  });

  test('a preflight request allows what a caller with a key or a signature sends', () => {
    const headers = headersFor(page, [page], 'OPTIONS');

    expect(headers['access-control-allow-methods']).toBe('GET, POST, OPTIONS');
    expect(headers['access-control-allow-headers']?.split(', ')).toEqual(
      expect.arrayContaining([
        ...['authorization', 'content-type', 'idempotency-key', 'x-api-key'],
        ...['x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256'],
      ]),
    );
  });

  test('any other origin, and a request without one, gets nothing but that the answer depends on it', () => {
    expect(headersFor('https://evil.example', [page])).toEqual({ vary: 'origin' });
    expect(headersFor(undefined, [page])).toEqual({ vary: 'origin' });
  });

  test('the star stands for every origin, and credentials of the browser are never allowed', () => {
    const headers = headersFor(page, ['*']);

    expect(headers['access-control-allow-origin']).toBe(page);
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  test('without named origins there is none of it', () => {
    expect(headersFor(page, [])).toEqual({});
  });
});

describe('the end of a JSON answer', () => {
  const answered = (userAgent: string | undefined, body: object | undefined = { message: 'ok' }, type?: string) =>
    forTerminal(
      toResult(type === undefined ? { status: 200, body } : { status: 400, text: { content: '{}', type } }, 'r'),
      aRequest({ headers: userAgent === undefined ? {} : { 'user-agent': userAgent } }),
    ).body;

  test('is a newline for curl, so that the prompt of the terminal stands on a line of its own', () => {
    expect(answered('curl/8.5.0')).toBe('{"message":"ok"}\n');
    expect(answered('curl/8.5.0', undefined, 'application/problem+json')).toBe('{}\n');
  });

  test('is that of the JSON for everybody else', () => {
    expect(answered(undefined)).toBe('{"message":"ok"}');
    expect(answered('python-requests/2.32.3')).toBe('{"message":"ok"}');
  });

  test('is left alone where there is no JSON', () => {
    expect(answered('curl/8.5.0', undefined, 'text/plain; version=0.0.4')).toBe('{}');
    expect(forTerminal(toResult({ status: 204 }, 'r'), aRequest({ headers: { 'user-agent': 'curl/8' } })).body).toBe(
      '',
    );
  });
});
