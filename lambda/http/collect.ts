import { parameterEntry, parameterNames } from '../../contract/parameters';
import type { Route } from '../../contract/routes';
import { Problem } from '../domain/problem';
import type { Fields } from './body';
import type { ApiRequest } from './request';

/** A parameter as it came: where, under which name, and its raw value. */
export interface Given {
  readonly place: 'path' | 'query' | 'body' | 'header';
  readonly spelling: string;
  readonly value: unknown;
}

/** Parameters of one request, each value of a repeated one counted: more than any operation can use. */
const mostGiven = 100;

/**
 * Collects what the route itself says, the path, the query string, the body and the headers give, in this order.
 * @throws Problem `invalid_parameter` when it is too much to be looked at one by one
 */
export function gather(request: ApiRequest, route: Route, body: Fields): readonly Given[] {
  const given: Given[] = Object.entries(route.preset ?? {}).map(([spelling, value]) => ({
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
    if (value !== undefined) given.push({ place: 'header', spelling: name, value });
  }
  if (given.length <= mostGiven) return given;
  throw new Problem(
    'invalid_parameter',
    `The request has ${given.length} parameters; at most ${mostGiven} are allowed.`,
  );
}

const headerNames = parameterNames.filter((name) => parameterEntry(name).header !== undefined);
