import { CallerAction } from '../../contract/actions';
import type { Caller } from '../domain/caller';
import { Problem } from '../domain/problem';
import { foreignEvent } from './foreign-event';
import type { ApiRequest } from './request';

/**
 * Makes a request of a direct invocation: `POST /ec2` with the payload as its body. An event of another AWS service
 * that names no action is refused, and named.
 */
export function fromInvocation(payload: unknown, requestId: string): ApiRequest {
  return {
    requestId,
    method: 'POST',
    resource: '/ec2',
    path: '/ec2',
    pathVariables: new Map(),
    query: new Map(),
    headers: new Map(),
    ...bodyOf(payload),
    bodyIsBase64: false,
    sourceIp: '',
  };
}

function bodyOf(payload: unknown): Pick<ApiRequest, 'body' | 'fault'> {
  const foreign = foreignEvent(payload);
  if (foreign !== undefined) return { body: null, fault: new Problem('malformed_body', foreign) };
  try {
    return { body: JSON.stringify(payload ?? {}) };
  } catch {
    return { body: null, fault: new Problem('malformed_body', 'The payload is nested too deeply to be read.') };
  }
}

/** The caller of a direct invocation: IAM has checked its right (`lambda:InvokeFunction`). */
export const invoker: Caller = { name: 'lambda:InvokeFunction', actions: Object.values(CallerAction) };
