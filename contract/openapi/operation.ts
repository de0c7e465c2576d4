import { dispatchable, Operation } from '../operations';
import { type ParameterName, parametersOf, spellings } from '../parameters';
import type { HttpMethod, Route } from '../routes';
import { type Components, capitalized } from './components';
import {
  headerParameter,
  isDocumented,
  memberSchema,
  type ParameterOptions,
  pathParameter,
  queryParameter,
} from './parameters';
import { responsesOf } from './responses';
import { tagOf } from './tags';

type Json = Readonly<Record<string, unknown>>;

/** Makes the operation object of a route under one of its methods. */
export function operationObject(route: Route, method: HttpMethod, options: ParameterOptions, shared: Components): Json {
  const inPath = [...route.resource.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const taken = new Set(inPath.map((name) => spellings.get(route.pathNames?.[name] ?? name)));
  // Instances are selected in one way.
  if (taken.has('instance_id')) taken.add('tags');
  const isFree = (name: ParameterName): boolean =>
    !taken.has(name) && !(name in (route.preset ?? {})) && isDocumented(name, route, options);
  const free = namesOf(route.operation).filter(isFree);
  const withBody = method === 'POST' || method === 'PUT';
  const id = operationId(route, method);
  const parameters = [
    ...(withBody ? [] : free.map((name) => queryParameter(name, options))),
    ...free.flatMap((name) => headerParameter(name, options, route.operation !== Operation.dispatch)),
  ];
  return {
    operationId: id,
    tags: [tagOf(route)],
    summary: route.summary,
    ...(isDeprecated(route, method) ? { deprecated: true } : {}),
    parameters: [
      ...inPath.map((name) => pathParameter(name, route, options)),
      ...parameters.map((parameter) => shared.parameter(parameter.name, parameter)),
    ],
    ...(withBody && free.length > 0 ? { requestBody: requestBody(route, isFree, options, shared) } : {}),
    responses: responsesOf(route, method, shared),
    ...(route.open ? { security: [] } : {}),
  };
}

/** Names a method of a route: by the row's id for the first method, with the method before it for the others. */
export function operationId({ id, methods }: Route, method: HttpMethod): string {
  return method === methods[0] ? id : `${method.toLowerCase()}${capitalized(id)}`;
}

/** Checks whether the method is kept for older systems only, as their GETs that change something are. */
function isDeprecated({ deprecated, labMethods = [] }: Route, method: HttpMethod): boolean {
  return deprecated === true || labMethods.includes(method);
}

function namesOf(operation: Operation): readonly ParameterName[] {
  if (operation !== Operation.dispatch) return parametersOf(operation);
  return [...new Set([Operation.dispatch, ...dispatchable].flatMap(parametersOf))];
}

/** Parameters that are given together or not at all. */
const together: Partial<Readonly<Record<ParameterName, readonly ParameterName[]>>> = {
  username: ['password'],
  password: ['username'],
  aws_access_key_id: ['aws_secret_access_key'],
  aws_secret_access_key: ['aws_access_key_id'],
  aws_session_token: ['aws_access_key_id', 'aws_secret_access_key'],
};

function requestBody(
  route: Route,
  isFree: (name: ParameterName) => boolean,
  options: ParameterOptions,
  shared: Components,
): Json {
  const { operation } = route;
  const named = (name: string, schema: Json): Json => shared.schema(`${capitalized(name)}Request`, schema);
  const schema =
    operation === Operation.dispatch
      ? { anyOf: dispatchable.map((action) => named(`${action}Action`, bodyOfAction(action, isFree, options))) }
      : named(operation, bodySchema(namesOf(operation).filter(isFree), options));
  return { required: false, content: { 'application/json': { schema } } };
}

/** Makes the body of `/ec2` that names an action; `status` need not be named. */
function bodyOfAction(
  action: (typeof dispatchable)[number],
  isFree: (name: ParameterName) => boolean,
  options: ParameterOptions,
): Json {
  const schema = bodySchema(parametersOf(action).filter(isFree), options);
  const properties = { action: { ...memberSchema('action', options), enum: [action] }, ...schema.properties };
  return { ...schema, properties, ...(action === Operation.status ? {} : { required: ['action'] }) };
}

function bodySchema(names: readonly ParameterName[], options: ParameterOptions): Json & { readonly properties: Json } {
  const dependentRequired = Object.fromEntries(
    names.flatMap((name) => (together[name] === undefined ? [] : [[name, together[name]]])),
  );
  const selects = names.includes('instance_id') && names.includes('tags');
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, memberSchema(name, options)])),
    additionalProperties: false,
    ...(Object.keys(dependentRequired).length > 0 ? { dependentRequired } : {}),
    ...(selects ? { not: { properties: { instance_id: {}, tags: {} }, required: ['instance_id', 'tags'] } } : {}),
  };
}
