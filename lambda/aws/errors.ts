/** What the SDK's and Node's errors tell of themselves. */
export interface ErrorFields {
  /** The SDK's: the service's error code. */
  readonly name: string;
  readonly message: string;
  /** Node's, e.g. `ECONNREFUSED`; empty where there is none. */
  readonly code: string;
  /** HTTP status of the service's answer; 0 where there was none. */
  readonly status: number;
  /** The service itself reported the error, and `name` is its code. */
  readonly reported: boolean;
  /** It is an error of a call to AWS at all, and not one of this program. */
  readonly ofCall: boolean;
}

/** Reads an error by its shape, whatever made it. */
export function errorFields(error: unknown): ErrorFields {
  const fields = membersOf(error);
  const status = membersOf(fields.$metadata).httpStatusCode;
  const name = text(fields.name);
  return {
    name,
    message: text(fields.message),
    code: text(fields.code),
    status: typeof status === 'number' ? status : 0,
    // `Unknown` is the SDK's name for an answer without a code, such as a proxy gives.
    reported: fields.$fault !== undefined && name !== 'Unknown',
    ofCall: fields.$metadata !== undefined,
  };
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
