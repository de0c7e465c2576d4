import { problemMediaType, problems } from './problems';
import { Operation, type Route } from './routes';

type Json = Readonly<Record<string, unknown>>;

/** The schema and the statuses of the answers to an operation. */
const answers: Readonly<Record<Operation, readonly [schema: string, ...statuses: readonly number[]]>> = {
  list: ['List', 200],
  status: ['Status', 200, 207],
  start: ['Change', 200, 207],
  stop: ['Change', 200, 207],
  reboot: ['Change', 200, 207],
  delete: ['Change', 200],
  create: ['Created', 200, 201],
  listJobs: ['Jobs', 200],
  getJob: ['Job', 200],
  cancelJob: ['Job', 200],
  dispatch: ['Document', 200, 207],
  listTocos: ['TocosList', 200],
  getTocos: ['Tocos', 200],
  metrics: ['Document', 200],
  health: ['Health', 200],
  openapi: ['Document', 200],
};

/** The responses object of a route: its answers, a job where it can make one, and every problem. */
export function responsesOf({ operation }: Route): Json {
  const [name, ...statuses] = answers[operation];
  const type = operation === Operation.metrics ? 'text/plain' : 'application/json';
  const schema = operation === Operation.metrics ? { type: 'string' } : { $ref: `#/components/schemas/${name}` };
  const good = statuses.map((status) => [status, { description: 'Success', content: { [type]: { schema } } }]);
  const job = {
    description: 'Accepted: a job does it',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/JobAccepted' } } },
  };
  const problem = { content: { [problemMediaType]: { schema: { $ref: '#/components/schemas/Problem' } } } };
  const bad = [...new Set(Object.values(problems).map(({ status }) => status))].map((status) => [
    status,
    { description: `Problem: ${codesOf(status).join(', ')}`, ...problem },
  ]);
  return Object.fromEntries([...good, ...(jobbing.has(operation) ? [[202, job]] : []), ...bad]);
}

const jobbing: ReadonlySet<Operation> = new Set(['start', 'stop', 'reboot', 'create', 'delete', 'dispatch']);

function codesOf(status: number): readonly string[] {
  return Object.entries(problems).flatMap(([code, kind]) => (kind.status === status ? [code] : []));
}
