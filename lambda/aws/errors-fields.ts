/** What the SDK's and Node's errors tell of themselves. */
export interface ErrorFields {
  /** The SDK's: the service's error code. */
  readonly name: string;
  readonly message: string;
  /** Node's, e.g. `ECONNREFUSED`; empty where there is none. */
  readonly code: string;
  /** HTTP status of the service's answer; 0 where there was none. */
  readonly status: number;
}

/** Reads an error by its shape, whatever made it. */
export function errorFields(error: unknown): ErrorFields {
  const fields = membersOf(error);
  const status = membersOf(fields.$metadata).httpStatusCode;
  return {
    name: text(fields.name),
    message: text(fields.message),
    code: text(fields.code),
    status: typeof status === 'number' ? status : 0,
  };
}

function membersOf(value: unknown): {
  readonly [member in '$metadata' | 'name' | 'message' | 'code' | 'httpStatusCode']?: unknown;
} {
  return typeof value === 'object' && value !== null ? value : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
