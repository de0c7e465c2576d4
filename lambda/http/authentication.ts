import { createHash, timingSafeEqual } from 'node:crypto';
import { CallerAction } from '../../contract/actions';
import type { CallerEntry } from '../../contract/callers';
import { Auth } from '../../contract/environment';
import { type Caller, callerOf } from '../domain/caller';
import { Problem } from '../domain/problem';
import type { ApiRequest } from './request';

/**
 * Finds out who asks.
 * @throws Problem `unauthenticated`; `action_not_allowed` of an IAM principal that is no caller
 */
export type Authenticate = (request: ApiRequest) => Caller | Promise<Caller>;

/** The caller where no caller is asked for: everyone, with every right. */
export const anonymous: Caller = { name: 'anonymous', actions: Object.values(CallerAction) };

/**
 * Makes the function that identifies the callers of a deployment.
 * @param loadCallers - reads the callers file; called at once, and only where there are callers to know. While it fails every
 * request fails with its error: without the file nobody is let in.
 */
export function authentication(auth: Auth, loadCallers: () => Promise<readonly CallerEntry[]>): Authenticate {
  if (auth === Auth.none) return () => anonymous;
  const recognize = auth === Auth.key ? keyAuthentication : iamAuthentication;
  const ready = loadCallers().then(recognize);
  // The requests report it; Node must not end the process over it before there is one.
  ready.catch(() => {});
  return async (request) => (await ready)(request);
}

/** Longer ones are not hashed: keys of this API have 48 characters. */
const longestKey = 256;

/** Knows callers by the key in `x-api-key` or `authorization: Bearer`. */
export function keyAuthentication(entries: readonly CallerEntry[]): (request: ApiRequest) => Caller {
  const known = entries.flatMap((entry) =>
    entry.key_sha256 === undefined
      ? []
      : [{ hash: Buffer.from(entry.key_sha256, 'hex'), caller: callerOf(entry, entry.key_sha256.slice(0, 8)) }],
  );
  return (request) => {
    const hash = createHash('sha256').update(keyOf(request)).digest();
    let caller: Caller | undefined;
    // Every hash is compared, in constant time: how long it takes says nothing of which one, or how much of one, fits.
    for (const candidate of known) {
      if (timingSafeEqual(candidate.hash, hash)) caller = candidate.caller;
    }
    if (caller === undefined) throw unauthenticated('The key is not one that this API knows.');
    return caller;
  };
}

function keyOf({ headers }: ApiRequest): string {
  const plain = headers.get('x-api-key');
  const bearer = /^bearer +(\S+)$/i.exec(headers.get('authorization')?.trim() ?? '')?.[1];
  if (plain !== undefined && bearer !== undefined && plain.trim() !== bearer) {
    throw unauthenticated('x-api-key and authorization carry different keys: send one of them.');
  }
  const key = plain?.trim() || bearer;
  if (!key) throw unauthenticated('Send a key in x-api-key, or as "authorization: Bearer <key>".');
  if (key.length > longestKey) throw unauthenticated('The key is not one that this API knows.');
  return key;
}

function unauthenticated(detail: string): Problem {
  return new Problem('unauthenticated', detail, { challenge: 'Bearer realm="ec2-control"' });
}

/**
 * Identifies callers by the IAM principal that signed the request, which API Gateway has verified. A principal that is
 * no caller gets 403, not 401: its identity is known, and signing again would not help.
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
 * Reduces the ARN of a principal to account, kind and name. The session of an assumed role becomes its role, and paths
 * are left out, because a session's ARN has none. No two roles, and no two users, of an account have the same name
 * under different paths.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @returns undefined for a principal that cannot be a caller: a root user, a federated user
 */
function identityOf(arn: string): string | undefined {
  const assumed = session.exec(arn);
  if (assumed !== null) return [assumed[1], assumed[2], 'role', assumed[3]].join(':');
  const plain = roleOrUser.exec(arn);
  return plain === null ? undefined : plain.slice(1).join(':');
}
