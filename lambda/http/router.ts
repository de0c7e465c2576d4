import type { Profile } from '../../contract/environment';
import { methodsOf, type Route, routes } from '../../contract/routes';
import { Problem } from '../domain/problem';
import type { ApiRequest } from './request';

/** Finds rows of the route table. API Gateway has matched the path already: its resource and the method are the key. */
export interface Router {
  /**
   * The row of a request; HEAD is looked up as GET.
   * @throws Problem `route_not_found`, `method_not_allowed`
   */
  find(request: ApiRequest): Route;
  /** Does the request lead to a row that needs no caller? */
  isOpen(request: ApiRequest): boolean;
  /** The methods of a resource as the `allow` header lists them; empty for an unknown path. */
  allow(resource: string): readonly string[];
}

export function createRouter(profile: Profile): Router {
  const byResource = new Map<string, Map<string, Route>>();
  for (const route of routes) {
    const rows = byResource.get(route.resource) ?? new Map<string, Route>();
    for (const method of methodsOf(route, profile)) rows.set(method, route);
    byResource.set(route.resource, rows);
  }

  const allow = (resource: string): readonly string[] => {
    const methods = [...(byResource.get(resource)?.keys() ?? [])];
    if (methods.length === 0) return [];
    return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
  };

  const lookup = ({ resource, method }: ApiRequest): Route | undefined =>
    byResource.get(resource)?.get(method === 'HEAD' ? 'GET' : method);

  return {
    allow,
    isOpen: (request) => lookup(request)?.open === true,
    find(request) {
      const row = lookup(request);
      if (row !== undefined) return row;
      const { resource, method, path } = request;
      const methods = allow(resource);
      if (methods.length === 0) {
        throw new Problem('route_not_found', `There is no path ${JSON.stringify(path.slice(0, 200))}.`);
      }
      throw new Problem(
        'method_not_allowed',
        `${resource} does not have the method ${method.slice(0, 20)}. It has: ${methods.join(', ')}.`,
        { allow: methods },
      );
    },
  };
}
