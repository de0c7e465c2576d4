import { parameterEntry, parameterNames } from '../../contract/parameters';
import type { ParameterKind } from '../../contract/parameters/parameter';
import type { Route } from '../../contract/routes';
import { Problem } from '../domain/problem';
import type { Fields } from './body';
import type { ApiRequest } from './request';

/** A parameter as it came: where, under which name, and its raw value. */
export interface RawParameter {
  readonly place: 'path' | 'query' | 'body' | 'header';
  readonly spelling: string;
  readonly value: unknown;
}

/** Parameters of one request, a repeated one counted once: more than any operation can use. */
const mostGiven = 100;

/**
 * Collects what the route itself says, the path, the query string, the body and the headers give, in this order.
 * @throws Problem `invalid_parameter` when it is too much to be looked at one by one
 */
export function collectParameters(request: ApiRequest, route: Route, body: Fields): readonly RawParameter[] {
  const given: RawParameter[] = Object.entries(route.preset ?? {}).map(([spelling, value]) => ({
    place: 'path',
    spelling,
    value,
  }));
  for (const [name, value] of request.pathVariables) {
    given.push({ place: 'path', spelling: route.pathNames?.[name] ?? name, value });
  }
  for (const [spelling, values] of request.query) {
    for (const value of values) given.push({ place: 'query', spelling, value });
  }
  for (const [spelling, value] of body) given.push({ place: 'body', spelling, value });
  for (const name of headerNames) {
    const { header = '' } = parameterEntry(name);
    const value = request.headers.get(header);
    const sent = request.repeatedHeaders?.get(header) ?? (value === undefined ? [] : [value]);
    // Two different keys are no key: joined, as HTTP and some emulators have it (RFC 9110, 5.3), they would be a third one.
    for (const each of sent.flatMap((text) => text.split(', ')))
      given.push({ place: 'header', spelling: name, value: each });
  }
  const count = new Set(given.map(({ place, spelling }) => `${place} ${spelling}`)).size;
  if (count <= mostGiven) return given;
  throw new Problem('invalid_parameter', `The request has ${count} parameters; at most ${mostGiven} are allowed.`);
}

const headerNames = parameterNames.filter((name) => parameterEntry(name).header !== undefined);

/**
 * Leads a raw value to the type that its schema expects. Text from a path, a query or a form becomes what it stands for;
 * JSON values and texts that stand for nothing pass as they are, for the schema to refuse.
 */
export function readValue(value: unknown, kind: ParameterKind): unknown {
  switch (kind) {
    case 'text':
      return value;
    case 'flag':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'integer':
      return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
    case 'list':
      return typeof value === 'string' ? items(value) : Array.isArray(value) ? value.map(trimmed) : value;
    case 'tags':
      return typeof value === 'string' ? tag(value) : wholeObject(value);
  }
}

/** Checks whether a value given for a selector is empty. An empty selection is refused, never read as "all". */
export function isEmptySelector(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0 || value.every((item) => item === '' || item === null);
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function items(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function trimmed(item: unknown): unknown {
  return typeof item === 'string' ? item.trim() : item;
}

/** Splits `Key=Value` at the first equals sign; the value may hold further ones. */
function tag(text: string): unknown {
  if (text === '') return text;
  const at = text.indexOf('=');
  return at < 1 ? text : Object.fromEntries([[text.slice(0, at), text.slice(at + 1)]]);
}

/**
 * Replaces an object with a member `__proto__` by what no schema takes: the check would lose that member, and a
 * selection with one tag less is a wider one.
 */
function wholeObject(value: unknown): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__') ? '__proto__' : value;
}
