import { corsHeaders } from '../../../lambda/http/response';
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
