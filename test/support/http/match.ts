import { fallbackResource, routes } from '../../../contract/routes';

/** The resource of a path, and what its variables hold. */
export interface Match {
  readonly resource: string;
  readonly pathParameters: Readonly<Record<string, string>>;
}

const resources = [...new Set(routes.map(({ resource }) => resource))].map((resource) => ({
  resource,
  steps: resource.split('/').slice(1),
}));
/** The resources on the way to others take requests as well, by `ANY`. */
const between: ReadonlySet<string> = new Set(
  resources.flatMap(({ steps }) => steps.slice(0, -1).map((_, at) => `/${steps.slice(0, at + 1).join('/')}`)),
);

/** Matches a path as API Gateway does: a literal step before a variable one, whatever else is `{proxy+}`. */
export function matchPath(path: string): Match {
  if (path === '/') return { resource: '/', pathParameters: {} };
  const given = path.replace(/\/$/, '').split('/').slice(1);
  const fitting = resources
    .filter(({ steps }) => steps.length === given.length && steps.every((step, at) => fits(step, given[at])))
    .sort((one, other) => variables(one.steps) - variables(other.steps));
  const [best] = fitting;
  if (best === undefined) {
    const resource = between.has(path) ? path : fallbackResource;
    return { resource, pathParameters: resource === fallbackResource ? { proxy: given.join('/') } : {} };
  }
  const pathParameters: Record<string, string> = {};
  for (const [at, step] of best.steps.entries()) {
    if (isVariable(step)) pathParameters[step.slice(1, -1)] = decoded(given[at] ?? '');
  }
  return { resource: best.resource, pathParameters };
}

const isVariable = (step: string): boolean => step.startsWith('{');
const variables = (steps: readonly string[]): number => steps.filter(isVariable).length;
const fits = (step: string, given: string | undefined): boolean => (isVariable(step) ? given !== '' : step === given);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
