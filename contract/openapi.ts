import * as z from 'zod/mini';
import { Auth, type Profile } from './environment';
import { schemas } from './openapi-schemas';
import { type ParameterName, parameterEntry, parametersOf, spellings } from './parameters';
import { problemMediaType, problems } from './problems';
import { dispatchable, type HttpMethod, methodsOf, Operation, type Route, routes } from './routes';

type Json = Readonly<Record<string, unknown>>;

/** What of a deployment shows in its document. */
export interface DocumentOptions {
  readonly profile: Profile;
  readonly auth: Auth;
  readonly version: string;
}

/** The API as an OpenAPI 3.1 document, made from the route, parameter and problem tables. */
export function openApiDocument({ profile, auth, version }: DocumentOptions): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    for (const method of methodsOf(route, profile)) {
      paths[route.resource] = { ...paths[route.resource], [method.toLowerCase()]: operationObject(route, method) };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'EC2 Control API', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: './' }],
    ...securityOf(auth),
    paths,
    components: { schemas, ...securitySchemes(auth) },
  };
}

function operationObject(route: Route, method: HttpMethod): Json {
  const inPath = [...route.resource.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const taken = new Set(inPath.map((name) => spellings.get(route.pathNames?.[name] ?? name)));
  const free = namesOf(route.operation).filter((name) => !taken.has(name) && !(name in (route.preset ?? {})));
  const withBody = method === 'POST';
  const id = `${method} ${route.resource}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return {
    operationId: id,
    summary: route.summary,
    parameters: [
      ...inPath.map((name) => pathParameter(name, route)),
      ...(withBody ? [] : free.map(queryParameter)),
      ...free.flatMap(headerParameter),
    ],
    ...(withBody && free.length > 0 ? { requestBody: body(free) } : {}),
    responses: responses(route),
    ...(route.open ? { security: [] } : {}),
  };
}

function namesOf(operation: Operation): readonly ParameterName[] {
  if (operation !== Operation.dispatch) return parametersOf(operation);
  return [...new Set([Operation.dispatch, ...dispatchable].flatMap(parametersOf))];
}

function pathParameter(name: string, route: Route): Json {
  const parameter = spellings.get(route.pathNames?.[name] ?? name);
  const description = parameter === undefined ? '' : parameterEntry(parameter).description;
  return { name, in: 'path', required: true, description, schema: { type: 'string', minLength: 1 } };
}

function queryParameter(name: ParameterName): Json {
  const { description, reading } = parameterEntry(name);
  if (reading === 'tags') {
    const items = { type: 'string', pattern: '^[^=]+=.*$' };
    return { name: 'tag', in: 'query', description, explode: true, schema: { type: 'array', items } };
  }
  if (reading === 'list') return { name, in: 'query', description, explode: false, schema: jsonSchema(name) };
  return { name, in: 'query', description, schema: jsonSchema(name) };
}

function headerParameter(name: ParameterName): readonly Json[] {
  const { header, description } = parameterEntry(name);
  return header === undefined ? [] : [{ name: header, in: 'header', description, schema: jsonSchema(name) }];
}

function body(names: readonly ParameterName[]): Json {
  const properties = Object.fromEntries(names.map((name) => [name, bodySchema(name)]));
  const schema = { type: 'object', properties, additionalProperties: false };
  return { required: false, content: { 'application/json': { schema } } };
}

function bodySchema(name: ParameterName): Json {
  const { description, reading } = parameterEntry(name);
  const schema = jsonSchema(name);
  return reading === 'list'
    ? { description, anyOf: [{ type: 'string', minLength: 1 }, schema] }
    : { description, ...schema };
}

function jsonSchema(name: ParameterName): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(parameterEntry(name).schema, { io: 'input' });
  return schema;
}

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
};

function responses({ operation }: Route): Json {
  const [name, ...statuses] = answers[operation];
  const type = operation === Operation.metrics ? 'text/plain' : 'application/json';
  const schema = operation === Operation.metrics ? { type: 'string' } : { $ref: `#/components/schemas/${name}` };
  const good = statuses.map((status) => [status, { description: 'Success', content: { [type]: { schema } } }]);
  const job = {
    description: 'Accepted: a job does it',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/JobAccepted' } } },
  };
  const problem = { content: { [problemMediaType]: { schema: { $ref: '#/components/schemas/Problem' } } } };
  const bad = [...new Set(Object.values(problems).map(({ status }) => status))].map((status) => [
    status,
    { description: `Problem: ${codesOf(status).join(', ')}`, ...problem },
  ]);
  return Object.fromEntries([...good, ...(jobbing.has(operation) ? [[202, job]] : []), ...bad]);
}

const jobbing: ReadonlySet<Operation> = new Set(['start', 'stop', 'reboot', 'create', 'delete', 'dispatch']);

function codesOf(status: number): readonly string[] {
  return Object.entries(problems).flatMap(([code, kind]) => (kind.status === status ? [code] : []));
}

function securityOf(auth: Auth): Json {
  if (auth === Auth.none) return {};
  return { security: auth === Auth.iam ? [{ sigv4: [] }] : [{ key: [] }, { bearer: [] }] };
}

function securitySchemes(auth: Auth): Json {
  if (auth === Auth.none) return {};
  if (auth === Auth.iam) {
    return {
      securitySchemes: {
        sigv4: { type: 'apiKey', in: 'header', name: 'authorization', description: 'AWS Signature Version 4' },
      },
    };
  }
  return {
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
      bearer: { type: 'http', scheme: 'bearer' },
    },
  };
}
