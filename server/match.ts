import { fallbackResource, routes } from '../contract/routes';

/** The resource of a path, and what its variables hold. */
export interface Match {
  readonly resource: string;
  readonly pathVariables: ReadonlyMap<string, string>;
}

const resources = [...new Set(routes.map(({ resource }) => resource))].map((resource) => ({
  resource,
  steps: resource.split('/').slice(1),
}));

/** Matches a path as API Gateway does: a literal step before a variable one, whatever else is `{proxy+}`. */
export function matchPath(path: string): Match {
  if (path === '/') return { resource: '/', pathVariables: new Map() };
  const given = path.replace(/\/$/, '').split('/').slice(1);
  const [best] = resources
    .filter(({ steps }) => steps.length === given.length && steps.every((step, at) => fits(step, given[at])))
    .sort((one, other) => variables(one.steps) - variables(other.steps));
  if (best === undefined) return { resource: fallbackResource, pathVariables: new Map() };
  const found = best.steps.flatMap((step, at) =>
    isVariable(step) ? [[step.slice(1, -1), decoded(given[at] ?? '')] as const] : [],
  );
  return { resource: best.resource, pathVariables: new Map(found) };
}

const isVariable = (step: string): boolean => step.startsWith('{');
const variables = (steps: readonly string[]): number => steps.filter(isVariable).length;
const fits = (step: string, given: string | undefined): boolean => (isVariable(step) ? given !== '' : step === given);

/** Decodes a step of a path. Bytes that are no UTF-8 become U+FFFD, which the application refuses. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    const literal = text.replaceAll('+', '%2B').replaceAll('&', '%26');
    return new URLSearchParams(`_=${literal}`).get('_') ?? text;
  }
}
