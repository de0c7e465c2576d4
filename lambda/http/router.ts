import type { CallerAction } from '../../contract/actions';
import { dispatchable, Operation } from '../../contract/operations';
import { methodsOf, type Route, routesWith } from '../../contract/routes';
import type { Config } from '../config';
import { Problem } from '../domain/problem';
import type { RawParameter } from './collect';
import type { ApiRequest } from './request';

/**
 * Finds rows of the route table. API Gateway has matched the path already: its resource and the method are the key.
 * @see docs/decisions/0002
 */
export interface Router {
  /** Finds the row of a request, if there is one; HEAD has that of GET. */
  lookup(request: ApiRequest): Route | undefined;
  /**
   * Refuses a request that has no row.
   * @throws Problem `route_not_found`, `method_not_allowed`
   */
  refuse(request: Pick<ApiRequest, 'resource' | 'method' | 'path'>): never;
  /** Lists the methods of a resource for the `allow` header; empty for an unknown path. */
  allow(resource: string): readonly string[];
}

export function createRouter({ profile, features }: Pick<Config, 'profile' | 'features'>): Router {
  const byResource = new Map<string, Map<string, Route>>();
  for (const route of routesWith(features)) {
    const rows = byResource.get(route.resource) ?? new Map<string, Route>();
    for (const method of methodsOf(route, profile)) rows.set(method, route);
    // Not of the lab's unsafe GETs: whatever fetches only the headers of a link must not follow it.
    if (route.methods.includes('GET')) rows.set('HEAD', route);
    byResource.set(route.resource, rows);
  }

  const allow = (resource: string): readonly string[] => {
    const methods = [...(byResource.get(resource)?.keys() ?? [])];
    if (methods.length === 0) return [];
    return [...methods, 'OPTIONS'];
  };

  return {
    allow,
    lookup: ({ resource, method }) => byResource.get(resource)?.get(method),
    refuse({ resource, method, path }) {
      const methods = allow(resource);
      if (methods.length === 0) {
        throw new Problem(
          'route_not_found',
          `There is no path ${JSON.stringify(path.slice(0, 200))}. GET /openapi.json lists those there are.`,
        );
      }
      throw new Problem(
        'method_not_allowed',
        `${resource} does not have the method ${method.slice(0, 20)}. It has: ${methods.join(', ')}.`,
        { allow: methods },
      );
    },
  };
}

/** The operations whose parameters a request may carry, the one to do first. */
export interface Dispatch {
  readonly operation: Operation;
  readonly reads: readonly Operation[];
  /** The action that the request itself names, which its caller must be allowed to do. */
  readonly named?: CallerAction;
}

/** Leads `/ec2` to the operation that its `action` names, `status` by default; every other route leads to its own. */
export function dispatch(route: Route, given: readonly RawParameter[]): Dispatch {
  if (route.operation !== Operation.dispatch) return { operation: route.operation, reads: [route.operation] };
  const named = given.find(({ spelling }) => spelling === 'action')?.value;
  // A bad action is found with all other problems of the request, when its parameters are checked.
  const operation = dispatchable.find((candidate) => candidate === named) ?? Operation.status;
  return { operation, named: operation, reads: [operation, Operation.dispatch] };
}
