import fc from 'fast-check';
import type { RequestParts } from '../events';

/** Stands at both ends of everything that must not come out again: a part of it is a leak, too. */
export const mark = 'Zq9';
/** Something secret, with what has to be escaped in JSON or in a URL. */
export const secret = fc
  .tuple(
    fc.stringMatching(/^[0-9a-f]{12}$/),
    fc.constantFrom('', '"', '\\', '\n', '&a=b', '%41', ' with spaces', '√ü', "'}{["),
  )
  .map(([middle, odd]) => `${mark}${middle}${odd}${mark}`);

/** Where something secret can stand in a request. `shown`: the answer may tell the client what it has sent itself. */
export interface Place {
  readonly name: string;
  readonly shown?: true;
  plant(request: Planted, value: string): Planted;
}
/** A request that has room for it. */
export type Planted = RequestParts & { readonly query: string; readonly headers: Readonly<Record<string, string>> };

const header = (name: string, form: (value: string) => string = (value) => value): Place => ({
  name: `header ${name}`,
  plant: (request, value) => ({ ...request, headers: { ...request.headers, [name]: form(value) } }),
});
const query = (name: string): Place => ({
  name: `query ${name}`,
  plant: (request, value) => ({ ...request, query: `${request.query}&${name}=${encodeURIComponent(value)}` }),
});
const body = (name: string, form: (value: string) => string | object, type = 'application/json'): Place => ({
  name: `body ${name}`,
  plant: (request, value) => ({ ...request, body: form(value), headers: { 'content-type': type, ...request.headers } }),
});

/** Every place. */
export const places: readonly Place[] = [
  header('x-api-key'),
  header('authorization'),
  header('authorization', (value) => `Bearer ${value}`),
  header('cookie', (value) => `session=${value}`),
  header('x-amz-security-token'),
  header('user-agent'),
  header('referer'),
  header('origin'),
  ...['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token', 'password'].flatMap((name) => [
    query(name),
    body(name, (value) => ({ [name]: value })),
    body(name, (value) => ({ [name]: [value] })),
    body(name, (value) => new URLSearchParams({ [name]: value }).toString(), 'application/x-www-form-urlencoded'),
    body(`broken ${name}`, (value) => `{"${name}": "${value}" "`),
  ]),
  body('login', (value) => ({ username: 'me', password: value })),
  body('broken form', (value) => `{${value}`, 'application/x-www-form-urlencoded'),
  body('wrong type', (value) => value, 'text/plain'),
  body('array', (value) => [value]),
  body('broken array', (value) => `[${value}`),
  body('text', (value) => JSON.stringify(value)),
  { ...query('instance_id'), shown: true },
  { ...query('pasword'), shown: true },
  { ...body('a name', (value) => ({ [value]: 1 })), shown: true },
  { ...body('a tag', (value) => ({ tags: { Team: value } })), shown: true },
  { ...body('an id', (value) => ({ instance_id: ['i-0123456789abcdef0', value] })), shown: true },
  { ...header('content-type'), shown: true },
  { ...header('idempotency-key'), shown: true },
  { name: 'method', shown: true, plant: (request, value) => ({ ...request, method: value }) },
  {
    name: 'path',
    shown: true,
    plant: (request, value) => ({
      ...request,
      path: `/${value}`,
      pathVariables: Object.fromEntries(Object.keys(request.pathVariables ?? {}).map((name) => [name, value])),
    }),
  },
];
