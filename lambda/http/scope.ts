import { Profile } from '../../contract/environment';
import { Operation } from '../../contract/operations';
import type { Parameters } from '../../contract/parameters';
import type { Config } from '../config';
import type { Selection } from '../domain/instance';
import { Problem } from '../domain/problem';
import type { CallerCredentials } from '../instances/ec2';

/** Where a request acts, and as whom in AWS. */
export interface Scope {
  readonly region: string;
  readonly credentials?: CallerCredentials;
}

/** Does the request need a job: something that outlives it, or that must happen once? */
export function needsJob(operation: Operation, parameters: Parameters): boolean {
  const { async, wait, stop_after, idempotency_key, dry_run } = parameters;
  if (dry_run === true) return false;
  return (
    operation === Operation.create ||
    async === true ||
    wait !== undefined ||
    stop_after !== undefined ||
    idempotency_key !== undefined
  );
}

/**
 * Checks the region and the credentials of a request.
 * @throws Problem `region_not_allowed`, `caller_credentials_disabled`, `caller_credentials_not_for_jobs`,
 * `invalid_parameter`, `instance_required`
 */
export function scopeOf(operation: Operation, parameters: Parameters, config: Config): Scope {
  const region = parameters.region ?? config.region;
  if (!config.allowedRegions.includes(region)) {
    throw new Problem(
      'region_not_allowed',
      `The region ${region} is not allowed here. Allowed: ${config.allowedRegions.join(', ')}.`,
    );
  }
  const credentials = credentialsOf(operation, parameters, config);
  return credentials === undefined ? { region } : { region, credentials };
}

const names = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'] as const;

function credentialsOf(operation: Operation, parameters: Parameters, config: Config): CallerCredentials | undefined {
  if (names.every((name) => parameters[name] === undefined)) return undefined;
  if (config.profile !== Profile.lab) {
    throw new Problem(
      'caller_credentials_disabled',
      'AWS credentials in requests are accepted in the lab profile only. Leave them out.',
    );
  }
  if (operation === Operation.create || needsJob(operation, parameters)) {
    throw new Problem(
      'caller_credentials_not_for_jobs',
      'AWS credentials of the caller are never stored, so they cannot be used with create, async, wait, stop_after or an idempotency key.',
    );
  }
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey } = parameters;
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    const missing = accessKeyId === undefined ? 'aws_access_key_id' : 'aws_secret_access_key';
    const detail = `${missing} is missing: aws_access_key_id and aws_secret_access_key belong together.`;
    throw new Problem('invalid_parameter', detail, { errors: [{ parameter: missing, detail }] });
  }
  if (namesNoInstance(operation, parameters)) {
    throw new Problem(
      'instance_required',
      "Name an instance: the default instance is the deployment's own and is not used with AWS credentials of the caller.",
    );
  }
  const sessionToken = parameters.aws_session_token;
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

function namesNoInstance(operation: Operation, { instance_id, tags, target }: Parameters): boolean {
  return operation !== Operation.list && instance_id === undefined && tags === undefined && target === undefined;
}

/**
 * The instances that a request is about: named by id or by tags, else the deployment's default instance.
 * @throws Problem `conflicting_parameters`, `instance_required`
 */
export function selectionOf({ instance_id, tags }: Parameters, config: Config): Selection {
  if (instance_id !== undefined && tags !== undefined) {
    throw new Problem('conflicting_parameters', 'instance_id and tags both select instances: give one of them.');
  }
  if (tags !== undefined) return { kind: 'tags', tags };
  if (instance_id !== undefined) return { kind: 'ids', ids: [...new Set(instance_id)] };
  if (config.instanceId !== undefined) return { kind: 'ids', ids: [config.instanceId] };
  throw new Problem(
    'instance_required',
    'Name an instance in instance_id, or select some by tags: this deployment has no default instance.',
  );
}

/** Is the request about one named instance, whose refusal is the answer itself? */
export function isSingle(selection: Selection): boolean {
  return selection.kind === 'ids' && selection.ids.length === 1;
}
