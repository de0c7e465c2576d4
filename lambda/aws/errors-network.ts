import type { ProblemCode } from '../../contract/problems';
import { Problem } from '../domain/problem';
import { errorFields } from './errors';

const unreachable: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPROTO',
]);
const timeouts: ReadonlySet<string> = new Set(['TimeoutError', 'AbortError', 'RequestTimeout', 'ETIMEDOUT']);

/**
 * A failure below HTTP, of any AWS service, as a problem: 503 `aws_unreachable` or 504 `aws_timeout`.
 * @param service - whom the caller reads about, e.g. `EC2 in eu-west-1`
 * @returns undefined when the error is none of the network's
 */
export function networkProblem(error: unknown, service: string): Problem | undefined {
  const code = networkCode(error);
  if (code === undefined) return undefined;
  const detail =
    code === 'aws_timeout'
      ? `${service} did not answer in time. Whether it carried the request out is not known.`
      : `${service} cannot be reached.`;
  return new Problem(code, detail, { cause: error });
}

function networkCode(error: unknown): ProblemCode | undefined {
  const { name, code } = errorFields(error);
  // The SDK names a refused connection TimeoutError too: Node's own code is the one that tells.
  if (unreachable.has(code) || code.startsWith('ERR_TLS') || code.includes('CERT')) return 'aws_unreachable';
  return timeouts.has(code) || timeouts.has(name) ? 'aws_timeout' : undefined;
}
