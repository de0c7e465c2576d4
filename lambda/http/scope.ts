import { defined } from '../../contract/defined';
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

/** Checks whether the request needs a job: for what outlives the request, or must happen exactly once. */
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

/** Determines the region and the credentials of a request that has been checked. */
export function scopeOf({ region, ...parameters }: Parameters, config: Config): Scope {
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey } = parameters;
  // There is but one place for containers, whatever a request calls it.
  const scope = { region: config.docker === undefined ? (region ?? config.region) : config.homeRegion };
  if (accessKeyId === undefined || secretAccessKey === undefined) return scope;
  const sessionToken = parameters.aws_session_token;
  return {
    ...scope,
    credentials: { accessKeyId, secretAccessKey, ...defined({ sessionToken }) },
  };
}

/** The detail for a request that names no instance where there is no default one. */
export const noInstance =
  'Name an instance in instance_id, or select some by tags: this deployment has no default instance.';

/**
 * Determines the instances of a request: those named by id or selected by tags, else the deployment's default instance.
 * @throws Problem `instance_required`
 */
export function selectionOf({ instance_id, tags }: Parameters, config: Config): Selection {
  if (tags !== undefined) return { kind: 'tags', tags };
  if (instance_id !== undefined) return { kind: 'ids', ids: [...new Set(instance_id)] };
  if (config.instanceId !== undefined) return { kind: 'ids', ids: [config.instanceId] };
  throw new Problem('instance_required', noInstance);
}

/** Checks whether the request is about one named instance, whose refusal is the answer itself. */
export function isSingle(selection: Selection): boolean {
  return selection.kind === 'ids' && selection.ids.length === 1;
}
