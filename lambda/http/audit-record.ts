import { isIPv4 } from 'node:net';
import { ChangeAction } from '../../contract/actions';
import { defined } from '../../contract/defined';
import { Operation } from '../../contract/operations';
import { syntax, whole, within } from '../../contract/patterns';
import { scheduleName } from '../../contract/schedules';
import type { Caller } from '../domain/caller';
import type { Instance } from '../domain/instance';
import { declined, type Outcome, reasonOf } from '../domain/outcome';
import { Problem } from '../domain/problem';
import type { ApiRequest } from './request';
import type { Answer } from './response';

/** What becomes known of a request while it is answered. */
export interface RequestState {
  operation?: Operation;
  caller?: Caller;
  region?: string;
  error?: unknown;
  outcomes?: readonly Outcome[];
  dryRun?: boolean;
  /** The instances that EC2 was asked to change, before anything is known of them. */
  intended?: readonly Instance[];
}

/** What EC2 is about to be asked for. */
export interface Intent {
  readonly request: ApiRequest;
  readonly caller: Caller;
  readonly operation: Operation;
  readonly region: string;
  readonly instanceIds: readonly string[];
}

/** A request to change something, whether it was allowed, refused or failed: what the audit trail is made of. */
export interface AuditRecord {
  readonly request: ApiRequest;
  /** Absent when nobody was recognized. */
  readonly caller?: Caller;
  /** `dispatch` where the request was refused before its `action` was read. */
  readonly operation: Operation;
  readonly region?: string;
  readonly dryRun: boolean;
  readonly status: number;
  /** The code of the problem that the request ended in. */
  readonly code?: string;
  readonly jobId?: string;
  /** The schedule that the request was about. */
  readonly schedule?: string;
  readonly outcomes: readonly Outcome[];
  /** Instances, addresses and jobs that the request named, where there are no outcomes: at most 100. */
  readonly asked: readonly string[];
}

const changing: ReadonlySet<Operation> = new Set([
  Operation.start,
  Operation.stop,
  Operation.reboot,
  Operation.create,
  Operation.delete,
  Operation.cancelJob,
  Operation.putSchedule,
  Operation.deleteSchedule,
  Operation.dispatch,
]);

/** Makes the audit record of an answered request, or undefined for a request that cannot change anything. */
export function auditRecordOf(request: ApiRequest, trace: RequestState, answer: Answer): AuditRecord | undefined {
  const { operation, caller, region, error, dryRun = false } = trace;
  const outcomes = trace.outcomes ?? unknownOutcomes(trace);
  if (operation === undefined || !changing.has(operation)) return undefined;
  const jobId = jobIdOf(answer.body);
  const code = error === undefined ? undefined : error instanceof Problem ? error.code : 'internal_error';
  return {
    request,
    operation,
    dryRun,
    outcomes,
    status: answer.status,
    asked: outcomes.length > 0 ? [] : namedIn(request),
    ...defined({ caller, region, code, jobId }),
    ...scheduleOf(request),
  };
}

/** Makes the outcomes of instances that EC2 was asked to change, when the request ended before EC2 answered. */
function unknownOutcomes({ operation, intended = [], error }: RequestState): readonly Outcome[] {
  const action = Object.values(ChangeAction).find((name) => name === operation);
  if (action === undefined || !(error instanceof Problem)) return [];
  return intended.map((instance) => declined('failed', action, instance, reasonOf(error)));
}

function jobIdOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('job_id' in body)) return undefined;
  return typeof body.job_id === 'string' ? body.job_id : undefined;
}

/** Takes the name of a schedule from the path, by its syntax alone, as everything here. */
function scheduleOf({ resource, pathVariables }: ApiRequest): Pick<AuditRecord, 'schedule'> {
  const name = resource === '/schedules/{name}' ? (pathVariables.get('name') ?? '') : '';
  return scheduleName.test(name) ? { schedule: name } : {};
}

const instanceIds = within(syntax.instanceId);
const jobIds = whole(syntax.uuid);
const mostNamed = 100;
/** Characters of a body that are looked through: no larger one is read. */
const longestBody = 175_000;

/**
 * Finds the ids and addresses in a request by their syntax alone: it may have been refused before it was read, and
 * nothing else of it may reach the log.
 */
function namedIn({ pathVariables, query, body, bodyIsBase64 }: ApiRequest): readonly string[] {
  const inPath = [...pathVariables.values()];
  const start = (body ?? '').slice(0, longestBody);
  const text = bodyIsBase64 ? Buffer.from(start, 'base64').toString() : start;
  // An emulator may have percent-encoded the JSON, and a digit of a code stands before the id then.
  const texts = [...inPath, ...[...query.values()].flat(), text, ...[...new URLSearchParams(text)].flat()];
  const named = new Set(inPath.filter((value) => isIPv4(value) || jobIds.test(value)));
  for (const [id] of texts.flatMap((value) => [...value.matchAll(instanceIds)])) {
    if (named.size === mostNamed) break;
    named.add(id);
  }
  return [...named];
}
