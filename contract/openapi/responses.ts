import { Operation } from '../operations';
import { problemMediaType, problems } from '../problems';
import type { HttpMethod, Route } from '../routes';
import { problemsOf } from './problems';

type Json = Readonly<Record<string, unknown>>;

/** The schema and the statuses of the answers to an operation. */
const answers: Readonly<Record<Operation, readonly [schema: string, ...statuses: readonly number[]]>> = {
  list: ['List', 200],
  status: ['Status', 200, 207],
  start: ['Change', 200, 207],
  stop: ['Change', 200, 207],
  reboot: ['Change', 200, 207],
  delete: ['Change', 200],
  create: ['Created', 200, 201],
  listJobs: ['Jobs', 200],
  getJob: ['Job', 200],
  cancelJob: ['Job', 200],
  dispatch: ['Document', 200, 207],
  listTocos: ['TocosList', 200],
  getTocos: ['Tocos', 200],
  metrics: ['Document', 200],
  health: ['Health', 200],
  openapi: ['Document', 200],
  console: ['Index', 200],
  me: ['Me', 200],
};

/** The headers that answers carry, by the names under which the OpenAPI document holds them. */
export const headers = {
  RequestId: header('Names the request in the log.', { type: 'string', minLength: 1 }),
  CacheControl: header('No answer is kept.', { const: 'no-store' }),
  ContentTypeOptions: header('The content type is what it says.', { const: 'nosniff' }),
  Location: header('The job, relative to the address of the request.', {
    type: 'string',
    pattern: '^(\\.\\./)*jobs/.+$',
  }),
} as const;

const always = {
  'x-request-id': headerRef('RequestId'),
  'cache-control': headerRef('CacheControl'),
  'x-content-type-options': headerRef('ContentTypeOptions'),
} as const;

/** The responses object of a method of a route: its answers, a job where it can make one, and the problems that it can have. */
export function responsesOf(route: Route, method: HttpMethod): Json {
  const { operation } = route;
  const [name, ...statuses] = answers[operation];
  const type = operation === Operation.metrics ? 'text/plain' : 'application/json';
  const schema = operation === Operation.metrics ? { type: 'string' } : schemaRef(name);
  const good = statuses.map((status) => [status, response('Success', type, schema, {}, pageOf(operation))]);
  const job = response('Accepted: a job does it', 'application/json', schemaRef('JobAccepted'), {
    location: headerRef('Location'),
  });
  const codes = problemsOf(route, method);
  const bad = [...new Set(codes.map((code) => problems[code].status))].map((status) => {
    const own = codes.filter((code) => problems[code].status === status);
    return [status, response(`Problem: ${own.join(', ')}`, problemMediaType, schemaRef('Problem'))];
  });
  return Object.fromEntries([...good, ...(jobbing.has(operation) ? [[202, job]] : []), ...bad]);
}

const jobbing: ReadonlySet<Operation> = new Set(['start', 'stop', 'reboot', 'create', 'delete', 'dispatch']);

/** The page that a browser gets in place of the JSON document. */
function pageOf(operation: Operation): Json {
  return operation === Operation.console ? { 'text/html': { schema: { type: 'string' } } } : {};
}

function response(description: string, type: string, schema: Json, more: Json = {}, other: Json = {}): Json {
  return { description, headers: { ...always, ...more }, content: { [type]: { schema }, ...other } };
}

function header(description: string, schema: Json): Json {
  return { description, required: true, schema };
}

function headerRef(name: keyof typeof headers): Json {
  return { $ref: `#/components/headers/${name}` };
}

function schemaRef(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}
