import type { IncomingHttpHeaders } from 'node:http';

/** Headers of one connection, and those that name another host, path or method than the request does. */
const dropped: ReadonlySet<string> = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer'],
  ...['transfer-encoding', 'content-length', 'upgrade', 'http2-settings', 'expect', 'host'],
  ...['forwarded', 'x-forwarded-host', 'x-forwarded-server', 'x-forwarded-prefix', 'x-host', 'x-original-host'],
  ...[
    'x-original-url',
    'x-rewrite-url',
    'x-http-method-override',
    'x-http-method',
    'x-method-override',
    'x-amz-target',
    'x-amz-request-route',
  ],
  // By these an emulator decodes a body as S3's, before it looks where the request goes.
  ...['x-amz-decoded-content-length', 'x-amz-trailer'],
]);

/** Headers by which parts of an emulator talk to each other; `x-localstack-data` makes a request an internal one. */
const internal = /^x-(?:localstack|ministack|moto)(?:-|$)/;

function isDropped(name: string, value: string | readonly string[] | undefined): boolean {
  if (dropped.has(name) || internal.test(name)) return true;
  return name === 'x-amz-content-sha256' && String(value).toUpperCase().startsWith('STREAMING');
}

/**
 * Makes the headers of a request for the emulator.
 * @param host - the emulator's, whatever the client says
 * @param bodyBytes - the length of the body, which has been read whole, so that nothing of it can be taken for another request
 */
export function forwarded(headers: IncomingHttpHeaders, host: string, bodyBytes: number): IncomingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  const kept = Object.entries(headers).filter(([name, value]) => !isDropped(name, value) && !named.includes(name));
  return { ...Object.fromEntries(kept), host, ...(bodyBytes > 0 ? { 'content-length': String(bodyBytes) } : {}) };
}
