import { CallerAction } from '../../contract/actions';
import type { Caller } from '../domain/caller';
import type { ApiRequest } from './request';

/** A direct invocation of the function, without HTTP: what `POST /ec2` does with the payload as its body. */
export function fromInvocation(payload: unknown, requestId: string): ApiRequest {
  return {
    requestId,
    method: 'POST',
    resource: '/ec2',
    path: '/ec2',
    pathVariables: new Map(),
    query: new Map(),
    headers: new Map(),
    body: JSON.stringify(payload ?? {}),
    bodyIsBase64: false,
    sourceIp: '',
  };
}

/** Whoever invokes the function directly: IAM has checked the right to (`lambda:InvokeFunction`). */
export const invoker: Caller = { name: 'lambda:InvokeFunction', actions: Object.values(CallerAction) };
