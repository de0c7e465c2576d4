import { stripVTControlCharacters } from 'node:util';
import { defined } from '../../contract/defined';
import { Problem, type ProblemExtras } from '../domain/problem';
import type { EngineAnswer } from './client';

/** What a call to the engine was for: the same refusal means something else to a launch. */
export type Purpose = 'launch' | 'change' | 'read';

/**
 * Makes the problem of an engine that has not answered in time.
 * @param cutShort - set when the caller's time was up
 */
export function silentEngine(cutShort?: ProblemExtras['cutShort']): Problem {
  const detail =
    cutShort === 'unasked'
      ? 'No time was left to ask the Docker Engine. It was not asked to do anything.'
      : 'The Docker Engine did not answer in time. Whether it carried the request out is not known.';
  return new Problem('docker_unreachable', detail, { unclear: cutShort !== 'unasked', ...defined({ cutShort }) });
}

/** Converts a failure below HTTP to a problem. */
export function unreachableEngine(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const denied = error instanceof Error && 'code' in error && error.code === 'EACCES';
  const detail = denied
    ? 'This API may not use the socket of the Docker Engine: permission denied.'
    : 'The Docker Engine cannot be reached. Is it running?';
  return new Problem('docker_unreachable', detail, { cause: error });
}

/** Converts an answer without success to a problem (API contract, section 11). */
export function engineProblem({ status, bytes }: EngineAnswer, purpose: Purpose): Problem {
  const says = sentenceOf(bytes);
  const awsCode = String(status);
  if (purpose === 'launch' && status === 409 && /\bname\b.*\balready in use\b/i.test(says)) {
    return new Problem('name_taken', `The name is taken. The engine says: ${says}`, { awsCode });
  }
  if (purpose !== 'launch' && status === 404) {
    return new Problem('instance_not_found', `There is no such container any more. The engine says: ${says}`, {
      awsCode,
    });
  }
  const code = purpose === 'launch' ? 'invalid_launch_parameter' : 'refused_by_ec2';
  return new Problem(code, `The Docker Engine refused, with status ${status}: ${says}`, { awsCode });
}

/** Reads the engine's own message, on one line. */
export function sentenceOf(bytes: Buffer): string {
  return oneLine(messageIn(bytes.toString('utf8')), 300) || 'no reason';
}

function messageIn(text: string): string {
  try {
    const { message, cause } = JSON.parse(text);
    return typeof message === 'string' ? message : typeof cause === 'string' ? cause : text;
  } catch {
    return text;
  }
}

/**
 * Cleans text of a container or an engine so that it may be shown: one line without control characters, not too long.
 */
export function oneLine(text: string, longest: number): string {
  return stripVTControlCharacters(text)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, longest);
}
