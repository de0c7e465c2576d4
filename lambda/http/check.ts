import { Profile } from '../../contract/environment';
import { Operation } from '../../contract/operations';
import type { ParameterName, Parameters } from '../../contract/parameters';
import type { Config } from '../config';
import type { Caller } from '../domain/caller';
import { unknownInstance } from '../domain/guards';
import { isInstanceId, jobLimit, synchronousLimit } from '../domain/instance';
import { hasFormOfCursor, invalidCursor } from '../instances/cursor';
import { tooManyInstances } from '../instances/select';
import { isJobId } from '../jobs/model';
import { type Finding, refuseFor } from './findings';
import type { ReadParameters } from './parameters';
import { needsJob, noInstance } from './scope';

/** What a check of a whole request looks at. */
export interface Checked {
  readonly operation: Operation;
  /** Those parameters that are right by themselves. */
  readonly parameters: Parameters;
  /** The names of all that were given, the wrong ones too. */
  readonly given: ReadonlySet<ParameterName>;
  readonly caller: Caller;
  readonly config: Config;
}

/** Finds what is wrong with a request as a whole, whose parameters are right or wrong each by itself. */
export type Check = (request: Checked) => readonly Finding[];

/** Checks of one operation, loaded only when it is asked for. */
const checks: { readonly [Name in Operation]?: () => Promise<Check> } = {
  [Operation.create]: async () => (await import('./handlers/create')).createFindings,
  [Operation.putSchedule]: async () => (await import('./handlers/schedules')).scheduleFindings,
};

/**
 * Refuses a request for all that is wrong with it before anybody is asked: its parameters one by one, the region, the
 * credentials, the selection, and what its operation adds.
 * @throws Problem with every finding in `errors`; the first one gives the code
 */
export async function checkRequest(read: ReadParameters, request: Omit<Checked, keyof ReadParameters>): Promise<void> {
  const checked = { ...request, parameters: read.parameters, given: read.given };
  const own = await checks[request.operation]?.();
  const further = [
    ...scopeFindings(checked),
    ...selectionFindings(checked),
    ...sizeFindings(checked),
    ...(own?.(checked) ?? []),
  ];
  // What is wrong by itself is said once: nothing else follows from it.
  const wrong = new Set<string>([...read.given].filter((name) => read.parameters[name] === undefined));
  const findings = [...read.findings, ...further.filter(({ parameter }) => !wrong.has(parameter))];
  refuseFor(findings.length === 0 ? [] : [...findings, ...malformedIds(checked)]);
}

/** Names malformed ids in a request that is refused anyway; elsewhere each has an outcome of its own. */
function malformedIds({ operation, parameters: { instance_id: ids = [] } }: Checked): readonly Finding[] {
  return ids
    .filter((id) => !isInstanceId(id) && !(operation === Operation.status && isJobId(id)))
    .slice(0, 100)
    .map((id) => ({ code: 'invalid_instance_id', parameter: 'instance_id', detail: unknownInstance(id).detail }));
}

/** Finds what is wrong with the region and the credentials of a request. */
function scopeFindings(request: Checked): readonly Finding[] {
  const { region } = request.parameters;
  const { allowedRegions } = request.config;
  const findings = credentialFindings(request);
  if (request.config.docker !== undefined || region === undefined || allowedRegions.includes(region)) return findings;
  const detail = `The region ${region} is not allowed here. Allowed: ${allowedRegions.join(', ')}.`;
  return [{ code: 'region_not_allowed', parameter: 'region', detail }, ...findings];
}

const credentialNames = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'] as const;

function credentialFindings({ operation, parameters, given, config }: Checked): readonly Finding[] {
  const named = credentialNames.find((name) => given.has(name));
  if (named === undefined) return [];
  if (config.profile !== Profile.lab) {
    const detail = 'AWS credentials in requests are accepted in the lab profile only. Leave them out.';
    return [{ code: 'caller_credentials_disabled', parameter: named, detail }];
  }
  const findings: Finding[] = [];
  if (operation === Operation.create || needsJob(operation, parameters)) {
    const detail =
      'AWS credentials of the caller are never stored, so they cannot be used with create, async, wait, stop_after or an idempotency key.';
    findings.push({ code: 'caller_credentials_not_for_jobs', parameter: named, detail });
  }
  for (const missing of [credentialNames[0], credentialNames[1]].filter((name) => !given.has(name))) {
    const detail = `${missing} is missing: aws_access_key_id and aws_secret_access_key belong together.`;
    findings.push({ code: 'invalid_parameter', parameter: missing, detail });
  }
  return findings;
}

const selecting: ReadonlySet<Operation> = new Set([
  Operation.start,
  Operation.stop,
  Operation.reboot,
  Operation.status,
  Operation.putSchedule,
]);

/** Finds what is wrong with the selection of instances as a whole. */
function selectionFindings({ operation, given, config }: Checked): readonly Finding[] {
  if (!selecting.has(operation)) return [];
  if (given.has('instance_id') && given.has('tags')) {
    const detail = 'instance_id and tags both select instances: give one of them.';
    return [{ code: 'conflicting_parameters', parameter: 'tags', detail }];
  }
  if (given.has('instance_id') || given.has('tags')) return [];
  const required = (detail: string): readonly Finding[] => [
    { code: 'instance_required', parameter: 'instance_id', detail },
  ];
  if (credentialNames.some((name) => given.has(name))) return required(noDefaultInstance);
  return config.instanceId === undefined ? required(noInstance) : [];
}

/** Finds selections that are too large, and cursors that are none. */
function sizeFindings({ operation, parameters }: Checked): readonly Finding[] {
  const { instance_id: ids = [], next_token: cursor } = parameters;
  const findings: Finding[] = [];
  const limit = operation !== Operation.status && parameters.async === true ? jobLimit : synchronousLimit;
  const count = new Set(ids).size;
  if (count > limit && operation !== Operation.putSchedule) {
    findings.push({
      code: 'too_many_instances',
      parameter: 'instance_id',
      detail: tooManyInstances(count, limit).detail,
    });
  }
  if (cursor !== undefined && !hasFormOfCursor(cursor)) {
    findings.push({ code: 'invalid_cursor', parameter: 'next_token', detail: invalidCursor().detail });
  }
  return findings;
}

const noDefaultInstance =
  "Name an instance: the default instance is the deployment's own and is not used with AWS credentials of the caller.";
