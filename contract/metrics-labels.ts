import { labelledMethods, otherMethod, unmatchedPath } from './metrics';
import { routes } from './routes';

const resources: ReadonlySet<string> = new Set(routes.map(({ resource }) => resource));
const methods: ReadonlySet<string> = new Set(labelledMethods);

/**
 * Makes the `path` label of a request: the pattern of its route, never the path that was sent, so that no client can
 * create series.
 * @param resource - the resource that API Gateway matched
 */
export function pathLabel(resource: string): string {
  return resources.has(resource) ? resource : unmatchedPath;
}

/** Makes the `method` label of a request, from a closed set. */
export function methodLabel(method: string): string {
  return methods.has(method) ? method : otherMethod;
}
