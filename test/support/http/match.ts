import { fallbackResource, routes } from '../../../contract/routes';
import { matchPath as match } from '../../../server/match';

/** The resource of a path, and what its variables hold. */
export interface Match {
  readonly resource: string;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** The resources on the way to others: API Gateway has them, and by `ANY` they take requests as well. */
const between: ReadonlySet<string> = new Set(
  routes.flatMap(({ resource }) => {
    const steps = resource.split('/').slice(1);
    return steps.slice(0, -1).map((_, at) => `/${steps.slice(0, at + 1).join('/')}`);
  }),
);

/** Matches a path as API Gateway does, which passes on the whole path below `{proxy+}`. */
export function matchPath(path: string): Match {
  const { resource, pathVariables } = match(path);
  if (resource !== fallbackResource) return { resource, pathParameters: Object.fromEntries(pathVariables) };
  if (between.has(path)) return { resource: path, pathParameters: {} };
  return { resource, pathParameters: { proxy: path.replace(/\/$/, '').slice(1) } };
}
