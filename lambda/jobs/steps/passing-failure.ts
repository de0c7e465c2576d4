import { passingFailure } from '../../../contract/jobs';
import type { ProblemCode } from '../../../contract/problems';
import { Problem } from '../../domain/problem';
import { outages } from '../rules/entry';

/** A step has failed by something that passes by itself, such as throttling by DynamoDB: it is worth some patience. */
export class PassingFailure extends Error {
  override readonly name = passingFailure;
}

const passing: ReadonlySet<ProblemCode> = new Set(['aws_throttled', ...outages]);

/** What a step ends with when something was thrown: a failure that passes is named so, anything else stays what it is. */
export function failureOf(error: unknown): unknown {
  if (!(error instanceof Problem) || !passing.has(error.code)) return error;
  return new PassingFailure(error.detail, { cause: error });
}
