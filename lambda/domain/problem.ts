import { type ProblemCode, problemKind } from '../../contract/problems';

/** One wrong parameter of a request. */
export interface ParameterError {
  readonly parameter: string;
  readonly detail: string;
}

export interface ProblemExtras {
  readonly instanceId?: string;
  /** Every instance that EC2 named with its error. */
  readonly instanceIds?: readonly string[];
  /**
   * Whether AWS may have carried the call out although it failed. Absent: by the code, `aws_timeout` for instance may mean
   * both.
   */
  readonly unclear?: boolean;
  /** The caller's time was up: the call was not made, or nothing waited for its answer. */
  readonly cutShort?: 'unasked' | 'unanswered';
  /** The EC2 error code or StateReason code behind it. */
  readonly awsCode?: string;
  /** Overrides the table where the case at hand says more, e.g. a transitional state. */
  readonly retryable?: boolean;
  /** Overrides the table's HTTP status, for codes that AWS reports with more than one. */
  readonly status?: number;
  readonly retryAfter?: number;
  readonly errors?: readonly ParameterError[];
  /** Methods of the path, for `method_not_allowed`. */
  readonly allow?: readonly string[];
  /** How to authenticate, for `unauthenticated`. */
  readonly challenge?: string;
  /** The request repeats an earlier one under its idempotency key. */
  readonly replayed?: true;
  readonly cause?: unknown;
}

/**
 * A failure of one request, thrown up to the rim, where alone it becomes a response.
 * `detail` is shown to the caller: it never holds a secret, a stack trace or an internal message.
 */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly extras: ProblemExtras = {},
  ) {
    super(`${code}: ${detail}`, extras.cause === undefined ? undefined : { cause: extras.cause });
  }

  get retryable(): boolean {
    return this.extras.retryable ?? problemKind(this.code).retryable ?? false;
  }
}
