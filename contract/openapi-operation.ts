import {
  headerParameter,
  isDocumented,
  memberSchema,
  type ParameterOptions,
  pathParameter,
  queryParameter,
} from './openapi-parameters';
import { responsesOf } from './openapi-responses';
import { type ParameterName, parametersOf, spellings } from './parameters';
import { dispatchable, type HttpMethod, Operation, type Route } from './routes';

type Json = Readonly<Record<string, unknown>>;

/** The operation object of a route under one of its methods. */
export function operationObject(route: Route, method: HttpMethod, options: ParameterOptions): Json {
  const inPath = [...route.resource.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const taken = new Set(inPath.map((name) => spellings.get(route.pathNames?.[name] ?? name)));
  const free = namesOf(route.operation).filter(
    (name) => !taken.has(name) && !(name in (route.preset ?? {})) && isDocumented(name, options),
  );
  const withBody = method === 'POST';
  const id = `${method} ${route.resource}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return {
    operationId: id,
    summary: route.summary,
    parameters: [
      ...inPath.map((name) => pathParameter(name, route, options)),
      ...(withBody ? [] : free.map((name) => queryParameter(name, options))),
      ...free.flatMap((name) => headerParameter(name, options, route.operation !== Operation.dispatch)),
    ],
    ...(withBody && free.length > 0 ? { requestBody: body(free, options) } : {}),
    responses: responsesOf(route),
    ...(route.open ? { security: [] } : {}),
  };
}

function namesOf(operation: Operation): readonly ParameterName[] {
  if (operation !== Operation.dispatch) return parametersOf(operation);
  return [...new Set([Operation.dispatch, ...dispatchable].flatMap(parametersOf))];
}

/** Parameters that are given together or not at all. */
const pairs = [
  ['username', 'password'],
  ['aws_access_key_id', 'aws_secret_access_key'],
] as const;

function body(names: readonly ParameterName[], options: ParameterOptions): Json {
  const properties = Object.fromEntries(names.map((name) => [name, memberSchema(name, options)]));
  const together = pairs.filter((pair) => pair.every((name) => names.includes(name)));
  const dependentRequired = Object.fromEntries(
    together.flatMap(([one, other]) => [
      [one, [other]],
      [other, [one]],
    ]),
  );
  const selects = names.includes('instance_id') && names.includes('tags');
  const schema = {
    type: 'object',
    properties,
    additionalProperties: false,
    ...(together.length > 0 ? { dependentRequired } : {}),
    ...(selects ? { not: { required: ['instance_id', 'tags'] } } : {}),
  };
  return { required: false, content: { 'application/json': { schema } } };
}
