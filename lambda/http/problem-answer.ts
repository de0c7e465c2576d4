import { problemKind, problemMediaType, problemType } from '../../contract/problems';
import { Problem } from '../domain/problem';
import type { Answer } from './response';

/** Makes an RFC 9457 problem document of a failure; whatever is not a `Problem` becomes a bare `internal_error`. */
export function problemAnswer(error: unknown, requestId: string): Answer {
  const problem = error instanceof Problem ? error : new Problem('internal_error', internalDetail(requestId));
  const { code, detail, extras, retryable } = problem;
  const kind = problemKind(code);
  const status = extras.status ?? kind.status;
  const retryAfter = extras.retryAfter ?? (retryable ? kind.retryAfter : undefined);
  return {
    status,
    text: {
      type: problemMediaType,
      content: JSON.stringify({
        type: problemType(code),
        title: kind.title,
        status,
        code,
        detail,
        request_id: requestId,
        retryable,
        retry_after: retryAfter,
        instance_id: extras.instanceId,
        aws_code: extras.awsCode,
        errors: extras.errors,
      }),
    },
    headers: {
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
      ...(extras.allow === undefined ? {} : { allow: extras.allow.join(', ') }),
      ...(extras.challenge === undefined ? {} : { 'www-authenticate': extras.challenge }),
    },
  };
}

function internalDetail(requestId: string): string {
  return `The request failed by a fault of this API. The log has the cause under the request id ${requestId}.`;
}
