import type { CallerEntry } from '../../contract/callers';
import { type Caller, callerOf } from '../domain/caller';
import { Problem } from '../domain/problem';
import type { ApiRequest } from './request';

/**
 * Knows callers by the IAM principal that signed the request, which API Gateway has verified. A principal that is no caller
 * gets 403, not 401: it has shown who it is, and signing again would not help.
 */
export function iamAuthentication(entries: readonly CallerEntry[]): (request: ApiRequest) => Caller {
  const known = new Map(
    entries.flatMap((entry) =>
      entry.principal_arn === undefined ? [] : [[identityOf(entry.principal_arn) ?? entry.principal_arn, entry]],
    ),
  );
  return ({ principalArn }) => {
    if (principalArn === undefined) {
      const detail = 'The request must be signed with AWS Signature Version 4, for the service execute-api.';
      throw new Problem('unauthenticated', detail, { challenge: 'AWS4-HMAC-SHA256' });
    }
    const entry = known.get(identityOf(principalArn) ?? '');
    if (entry !== undefined) return callerOf(entry, principalArn);
    throw new Problem('action_not_allowed', `${principalArn.slice(0, 200)} is not a caller of this API.`);
  };
}

const roleOrUser = /^arn:([\w-]+):iam::(\d{12}):(role|user)\/(?:[^/]+\/)*([^/]+)$/;
const session = /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([^/]+)\/[^/]+$/;

/**
 * What a principal is by itself: the session of an assumed role is its role, and paths are left out, because a session's ARN
 * has none. That is exact: within an account no two roles, and no two users, have the same name under different paths.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @returns undefined for a principal that cannot be a caller: a root user, a federated user
 */
function identityOf(arn: string): string | undefined {
  const assumed = session.exec(arn);
  if (assumed !== null) return [assumed[1], assumed[2], 'role', assumed[3]].join(':');
  const plain = roleOrUser.exec(arn);
  return plain === null ? undefined : plain.slice(1).join(':');
}
