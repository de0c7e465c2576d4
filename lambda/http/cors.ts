import type { ApiRequest } from './request';

/** CORS headers for a request from an origin that the deployment names; none for any other, and none by default. */
export function corsHeaders(
  request: ApiRequest,
  origins: readonly string[],
  methods: readonly string[],
): Readonly<Record<string, string>> {
  if (origins.length === 0) return {};
  const origin = request.headers.get('origin');
  if (origin === undefined || !(origins.includes(origin) || origins.includes('*'))) return { vary: 'origin' };
  const common = { 'access-control-allow-origin': origin, vary: 'origin' };
  if (request.method !== 'OPTIONS')
    return { ...common, 'access-control-expose-headers': 'location, retry-after, x-request-id' };
  return {
    ...common,
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': 'authorization, content-type, idempotency-key, x-api-key',
    'access-control-max-age': '600',
  };
}
