/** An error that the simulated EC2 answers with. */
export class Ec2Fault extends Error {
  override readonly name = 'Ec2Fault';

  constructor(
    /** EC2's error code. */
    readonly code: string,
    message: string,
    /** HTTP status of the answer. */
    readonly status = 400,
  ) {
    super(message);
  }
}

/** What EC2 says with an error when a test does not say it itself. */
const usual: Readonly<Record<string, { readonly message: string; readonly status: number }>> = {
  InsufficientInstanceCapacity: {
    status: 500,
    message:
      'We currently do not have sufficient t2.micro capacity in the Availability Zone you requested (us-east-1a). Our system will be working on provisioning additional capacity.',
  },
  InsufficientHostCapacity: {
    status: 500,
    message: 'There is not enough capacity to fulfill your Dedicated Host request.',
  },
  RequestLimitExceeded: { status: 503, message: 'Request limit exceeded.' },
  InternalError: { status: 500, message: 'An internal error has occurred' },
  Unavailable: { status: 503, message: 'The service is unavailable. Please try again shortly.' },
  ServiceUnavailable: { status: 503, message: 'Service is unavailable. Please try again later.' },
  UnauthorizedOperation: {
    status: 403,
    message:
      'You are not authorized to perform this operation. Encoded authorization failure message: c2VjcmV0LXBvbGljeQ',
  },
  AuthFailure: { status: 401, message: 'AWS was not able to validate the provided access credentials' },
  DryRunOperation: { status: 412, message: 'Request would have succeeded, but DryRun flag is set.' },
};

/** An error by its code, with EC2's usual message and status unless others are given. */
export function faultOf(code: string, message?: string, status?: number): Ec2Fault {
  return new Ec2Fault(
    code,
    message ?? usual[code]?.message ?? `The request failed: ${code}.`,
    status ?? usual[code]?.status,
  );
}
