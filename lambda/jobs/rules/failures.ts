import type { ChangeAction, JobAction } from '../../../contract/actions';
import { defined } from '../../../contract/defined';
import type { InstanceState } from '../../../contract/states';
import type { Instance } from '../../domain/instance';
import type { Outcome, Reason } from '../../domain/outcome';
import type { JobEntry } from '../model';
import { waitingDeadline } from './schedule';

/** Makes the result of a started or launched instance that EC2 stopped or terminated instead of running it. */
export function fellBack(entry: JobEntry, instance: Instance): Outcome {
  const { instanceId, state, stateReason } = instance;
  const byUser = stateReason !== undefined && stoppedByUser.test(stateReason.code);
  const what = byUser
    ? `${instanceId} was brought to ${state} by another request or from within before it was seen running`
    : `${instanceId} did not come up: the change was accepted, and then it went to ${state}`;
  return failed(entry, instance, `${what}.${says(instance)}${hint(stateReason?.code)}`);
}

/** Makes the result of an instance that somebody else has changed to another state. */
export function elsewhere(entry: JobEntry, instance: Instance, final: InstanceState): Outcome {
  const { instanceId, state } = instance;
  return failed(
    entry,
    instance,
    `${instanceId} is ${state}, not ${final}: something else changed it.${says(instance)}`,
  );
}

/**
 * Makes the result of an instance that has not reached its state in time.
 * @param limit - milliseconds
 */
export function overdue(entry: JobEntry, instance: Instance, final: InstanceState, limit: number): Outcome {
  const detail = `${entry.instanceId} is ${instance.state}, not ${final}, ${minutes(limit)} after the change was accepted.`;
  return failed(entry, instance, detail + says(instance));
}

/**
 * Makes the result of a launched instance that EC2 has not shown in time.
 * @param limit - milliseconds
 */
export function neverShown(entry: JobEntry, limit: number): Outcome {
  const detail = `${entry.instanceId} was launched, but EC2 did not show it within ${minutes(limit)}. It may be running: read its status before you create another.`;
  return failed(entry, undefined, detail);
}

/** Makes the result of an instance that is no more, such as a container that somebody has removed. */
export function vanished(entry: JobEntry, final: InstanceState): Outcome {
  const detail = `${entry.instanceId} can no longer be seen, so it does not become ${final}: something else removed it.`;
  return failed(entry, undefined, detail);
}

/** Makes the result of an instance that the job could not act on, because it did not leave a transitional state. */
export function stillBusy(entry: JobEntry, instance: Instance | undefined, action: ChangeAction): Outcome {
  const seen = instance === undefined ? 'can no longer be seen' : `is still ${instance.state}`;
  const detail = `${entry.instanceId} ${seen} after ${minutes(waitingDeadline)}: ${action} was not tried.`;
  return {
    instanceId: entry.instanceId,
    action,
    outcome: 'refused',
    previousState: instance?.state ?? null,
    currentState: instance?.state ?? null,
    ip: instance?.ip ?? null,
    reason: { code: 'instance_busy', detail, retryable: true },
  };
}

/** Makes the result of an instance that could not be polled before its deadline. */
export function unseen(entry: JobEntry, action: JobAction, why: Reason): Outcome {
  const { instanceId, result } = entry;
  const base = result ?? { instanceId, action, previousState: null, currentState: null, ip: null };
  const detail = `What became of ${instanceId} could not be seen: ${why.detail}`;
  return { ...base, outcome: 'failed', reason: { ...why, detail } };
}

/** StateReasons of an instance that was stopped or terminated on purpose. */
const stoppedByUser = /^(Client\.(UserInitiated|InstanceInitiated)\w*|User initiated.*)$/;

function failed(entry: JobEntry, instance: Instance | undefined, detail: string): Outcome {
  const { result } = entry;
  if (result === undefined) throw new Error(`${entry.instanceId} is watched without a result`);
  const code = instance?.stateReason?.code;
  const reason: Reason = {
    code: 'final_state_not_reached',
    detail,
    retryable: false,
    ...defined({ awsCode: code }),
  };
  const { warning: _, ...rest } = result;
  return {
    ...rest,
    outcome: 'failed',
    currentState: instance?.state ?? result.currentState,
    ip: instance?.ip ?? null,
    reason,
  };
}

function says({ stateReason }: Instance): string {
  if (stateReason === undefined) return ' No reason is given.';
  const { code, message } = stateReason;
  return ` The reason: ${message.startsWith(code) || message === '' ? message || code : `${code}: ${message}`}.`;
}

/** https://repost.aws/knowledge-center/encrypted-volumes-ec2-instance-start */
function hint(code: string | undefined): string {
  return code === 'Client.InternalError'
    ? ' If one of its volumes is encrypted with a customer managed KMS key, the role or user that starts it needs kms:CreateGrant for that key.'
    : '';
}

function minutes(milliseconds: number): string {
  return `${Math.round(milliseconds / 60_000)} minutes`;
}
