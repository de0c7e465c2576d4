type Json = Readonly<Record<string, unknown>>;

/** The headers that answers carry, by the names under which the OpenAPI document holds them. */
export const headers = {
  RequestId: header('Names the request in the log.', { type: 'string', minLength: 1 }),
  CacheControl: header('No answer is kept.', { const: 'no-store' }),
  ContentTypeOptions: header('The content type is what it says.', { const: 'nosniff' }),
  Location: header('The job, relative to the address of the request.', {
    type: 'string',
    pattern: '^(\\.\\./)*jobs/.+$',
  }),
  RetryAfter: { ...header('Seconds to wait before the same request.', { type: 'string' }), required: false },
} as const;

/** The headers of every answer. */
export const always = {
  'x-request-id': headerRef('RequestId'),
  'cache-control': headerRef('CacheControl'),
  'x-content-type-options': headerRef('ContentTypeOptions'),
} as const;

/** The headers of a problem. */
export const problemHeaders = { ...always, 'retry-after': headerRef('RetryAfter') } as const;

/** Makes the reference to a header. */
export function headerRef(name: 'RequestId' | 'CacheControl' | 'ContentTypeOptions' | 'Location' | 'RetryAfter'): Json {
  return { $ref: `#/components/headers/${name}` };
}

function header(description: string, schema: Json): Json {
  return { description, required: true, schema };
}
