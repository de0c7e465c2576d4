import * as z from 'zod/mini';
import { responsesOf } from './openapi-responses';
import { type ParameterName, parameterEntry, parametersOf, spellings } from './parameters';
import { dispatchable, type HttpMethod, Operation, type Route } from './routes';

type Json = Readonly<Record<string, unknown>>;

/** The operation object of a route under one of its methods. */
export function operationObject(route: Route, method: HttpMethod): Json {
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
    responses: responsesOf(route),
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
