import { Operation } from '../operations';
import { problems } from '../problems';
import type { AnswerName } from '../responses';
import type { HttpMethod, Route } from '../routes';
import { type Components, capitalized } from './components';
import { examples } from './examples';
import { always, headerRef } from './headers';
import { problemsOf } from './problems';

type Json = Readonly<Record<string, unknown>>;

/** The schemas of an operation's answers by status; several where the request decides which it is. */
const answers: Readonly<Record<Operation, Readonly<Record<number, readonly AnswerName[]>>>> = {
  list: { 200: ['InstanceList'] },
  status: { 200: ['InstanceStatus', 'InstanceStatuses', 'Job'], 207: ['InstanceStatuses'] },
  start: { 200: ['InstanceChange', 'InstanceChanges'], 207: ['InstanceChanges', 'InstanceChange'] },
  stop: { 200: ['InstanceChange', 'InstanceChanges'], 207: ['InstanceChanges', 'InstanceChange'] },
  reboot: { 200: ['InstanceChange', 'InstanceChanges'], 207: ['InstanceChanges', 'InstanceChange'] },
  delete: { 200: ['InstanceChange'], 207: ['InstanceChange'] },
  create: { 200: ['CreateDryRun', 'Job'], 201: ['CreatedInstance'] },
  listJobs: { 200: ['JobList'] },
  getJob: { 200: ['Job'] },
  cancelJob: { 200: ['Job'] },
  dispatch: {
    200: ['InstanceStatus', 'InstanceStatuses', 'InstanceList', 'InstanceChange', 'InstanceChanges', 'Job'],
    207: ['InstanceStatuses', 'InstanceChanges', 'InstanceChange'],
  },
  listSchedules: { 200: ['ScheduleList'] },
  getSchedule: { 200: ['Schedule'] },
  putSchedule: { 200: ['Schedule'], 201: ['Schedule'] },
  deleteSchedule: { 200: ['Schedule'] },
  listTocos: { 200: ['TocosList'] },
  getTocos: { 200: ['TocosEntry'] },
  metrics: { 200: [] },
  health: { 200: ['Health'] },
  openapi: { 200: [] },
  console: { 200: ['Index'] },
  me: { 200: ['Me'] },
};

/** Operations that a job can do. */
const jobbing: ReadonlySet<Operation> = new Set(['start', 'stop', 'reboot', 'create', 'delete', 'dispatch']);

const descriptions: Readonly<Record<number, string>> = {
  200: 'Success',
  201: 'The instance runs',
  202: 'Accepted: a job does it',
  207: 'Some instances were refused or failed, or in a dry run would be: each result has its own code',
};

/** Names the schemas of an operation's answers by status. */
export function answersOf(operation: Operation): Readonly<Record<number, readonly AnswerName[]>> {
  return jobbing.has(operation) ? { ...answers[operation], 202: ['Job'] } : answers[operation];
}

/** Makes the responses object of a method of a route: its answers, and its problems. */
export function responsesOf(route: Route, method: HttpMethod, shared: Components): Json {
  const good = Object.entries(answersOf(route.operation)).map(([status, names]) => [
    status,
    shared.response(
      `${names[0] ?? capitalized(route.operation)}${status}`,
      answerObject(route.operation, status, names),
    ),
  ]);
  const statuses = new Set(problemsOf(route, method).map((code) => problems[code].status));
  return Object.fromEntries([...good, ...[...statuses].map((status) => [status, shared.problem(status)])]);
}

function answerObject(operation: Operation, status: string, names: readonly AnswerName[]): Json {
  return {
    description: descriptions[Number(status)] ?? 'Success',
    headers: status === '202' ? { ...always, location: headerRef('Location') } : always,
    content: contentOf(operation, names),
  };
}

function contentOf(operation: Operation, names: readonly AnswerName[]): Json {
  if (operation === Operation.metrics) {
    return { 'text/plain': { schema: { type: 'string' }, example: 'ec2_instances{state="running"} 3\n' } };
  }
  const [first, ...others] = names;
  if (first === undefined) return { 'application/json': { schema: { type: 'object' }, example: { openapi: '3.1.0' } } };
  const refs = names.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const schema = others.length === 0 ? refs[0] : { anyOf: refs };
  // A browser gets the page in place of the JSON document.
  const page = operation === Operation.console ? { 'text/html': { schema: { type: 'string' } } } : {};
  return { 'application/json': { schema, ...exampleOf(first) }, ...page };
}

function exampleOf(name: AnswerName): Json {
  return name in examples ? { example: examples[name as keyof typeof examples] } : {};
}
