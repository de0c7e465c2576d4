import * as z from 'zod/mini';
import { answersOf } from '../../contract/openapi/responses';
import { dispatchable, Operation } from '../../contract/operations';
import { type ParameterName, parameterEntry, parameterNames, parametersOf } from '../../contract/parameters';
import { responses } from '../../contract/responses';
import { methodsOf, type Route, routes } from '../../contract/routes';

const opening = `# The API

This page lists every route, every parameter, and the members of the answers. It is generated from \`contract/\`, like the function's router, the gateway and the OpenAPI document
(\`npx tsx scripts/docs.ts\`), and a test compares it. A deployed API serves the same as OpenAPI 3.1 at \`/openapi.json\`, and its
console shows it under \`#/api\`. [Errors](errors.md) explains every problem.
`;

/** Writes docs/api.md: the routes, the parameters, and the members of an instance, an outcome and a job. */
export function apiPage(): string {
  return [
    opening,
    section('Routes', routeTable()),
    'A method in brackets works in the lab profile only. `HEAD` is `GET` without the body. `OPTIONS` answers 204 with `allow`. The column "job" shows whether the route always starts a job, or\ncan (with `wait`, `async`, `stop_after` or an idempotency key).\n',
    section('Parameters', parameterTable()),
    'Give a parameter in the path, the query or the body. In a query, repeat `tag=Key=Value` for several tags.\nEvery operation on EC2 takes the `aws_` credentials, in the lab profile only.\n',
    section('An instance', members('Instance')),
    section('The outcome of a change', members('Result')),
    section('A job', members('Job')),
    section('A problem', members('Problem')),
  ].join('\n');
}

function section(title: string, body: string): string {
  return `## ${title}\n\n${body}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')}\n`;
}

const code = (text: string): string => `\`${text}\``;

function routeTable(): string {
  const rows = routes.map((route) => [
    methods(route),
    code(route.resource),
    `${route.summary}${route.deprecated ? ' (kept for older systems)' : ''}`,
    route.action === undefined ? (route.open ? 'open' : 'any caller') : code(route.action),
    names(route).map(code).join(' '),
    job(route),
    Object.entries(answersOf(route.operation))
      .map(([status, schemas]) => `${status} ${schemas.join(', ')}`.trim())
      .join('; '),
  ]);
  return table(['methods', 'path', 'what', 'right', 'parameters', 'job', 'answers'], rows);
}

function methods(route: Route): string {
  const lab = methodsOf(route, 'lab');
  return lab.map((method) => (route.methods.includes(method) ? method : `(${method})`)).join(' ');
}

function names({ operation, preset = {}, resource }: Route): readonly ParameterName[] {
  const all =
    operation === Operation.dispatch
      ? [Operation.dispatch, ...dispatchable].flatMap(parametersOf)
      : parametersOf(operation);
  return [...new Set(all)].filter(
    (name) => !(name in preset) && !resource.includes(`{${name}}`) && !name.startsWith('aws_'),
  );
}

function job({ operation, preset }: Route): string {
  if (operation === Operation.create || preset?.async === true) return 'always';
  return 202 in answersOf(operation) ? 'can' : '';
}

function parameterTable(): string {
  const rows = parameterNames.map((name) => {
    const { aliases = [], header, rule, description } = parameterEntry(name);
    const spellings = [...aliases, ...(header === undefined ? [] : [`header ${header}`])];
    return [code(name), spellings.map(code).join(' '), rule, description];
  });
  return table(['name', 'also as', 'must be', 'meaning'], rows);
}

function members(name: 'Instance' | 'Result' | 'Job' | 'Problem'): string {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(responses)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => id, io: 'output' });
  const { properties = {}, required = [] } = schemas[name] as {
    properties?: Readonly<
      Record<string, { readonly description?: string; readonly $ref?: string; readonly enum?: readonly string[] }>
    >;
    required?: readonly string[];
  };
  const rows = Object.entries(properties).map(([member, { description, $ref }]) => {
    const text = description ?? (schemas[$ref ?? ''] as { description?: string } | undefined)?.description ?? '';
    return [code(member), required.includes(member) ? 'always' : 'where it applies', text];
  });
  return table(['member', 'present', 'meaning'], rows);
}
