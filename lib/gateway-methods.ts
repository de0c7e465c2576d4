import { Auth, type Profile } from '../contract/environment';
import { type Feature, fallbackResource, methodsOf, routesWith } from '../contract/routes';

/** A method on a resource of the REST API. */
export interface GatewayMethod {
  /** Such as `/status/{id}`. */
  readonly resource: string;
  /** Such as `GET`, or `ANY`. */
  readonly method: string;
  /** API Gateway lets it through unsigned, also where it asks for signatures. */
  readonly open: boolean;
}

export interface GatewayOptions {
  readonly profile: Profile;
  readonly auth: Auth;
  readonly corsOrigins: readonly string[];
  /** What the deployment has of what it can be without. */
  readonly features: readonly Feature[];
}

/**
 * Lists the methods of the REST API: those of the route table, and `ANY` on every resource, so that the function
 * answers what no row covers with 404, or with 405 and the allowed methods.
 */
export function gatewayMethods({ profile, auth, corsOrigins, features }: GatewayOptions): readonly GatewayMethod[] {
  const routes = routesWith(features);
  const declared = routes.flatMap((route) =>
    methodsOf(route, profile).map((method) => ({ resource: route.resource, method, open: route.open === true })),
  );
  // Where API Gateway asks for signatures, `ANY` would ask for them of a HEAD, too.
  const heads =
    auth === Auth.iam
      ? declared.filter(({ method, open }) => open && method === 'GET').map((one) => ({ ...one, method: 'HEAD' }))
      : [];
  const resources = allResources(routes.map(({ resource }) => resource));
  const others = resources.map((resource) => ({ resource, method: 'ANY', open: false }));
  // A browser signs no preflight request, so where API Gateway asks for signatures it must let these through.
  const preflight = auth === Auth.iam && corsOrigins.length > 0;
  const options = preflight ? resources.map((resource) => ({ resource, method: 'OPTIONS', open: true })) : [];
  return [...declared, ...heads, ...others, ...options];
}

/** Lists the resources of the paths, those on the way to them, the root, and the one for every other path. */
function allResources(paths: readonly string[]): readonly string[] {
  const steps = paths.flatMap((path) => {
    const parts = path.split('/').slice(1);
    return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
  });
  return [...new Set(['/', ...steps, fallbackResource])];
}
