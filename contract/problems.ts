/**
 * Every problem code of the API with its HTTP status, title and whether the same request may succeed later.
 * The one table of statuses: the function, the gateway's own answers, the OpenAPI document and `docs/errors.md`
 * follow it. (RFC 9457; API contract, section 6.)
 */
interface ProblemKind {
  /** HTTP status. */
  readonly status: number;
  /** Short, constant text for people. */
  readonly title: string;
  /** The same request can succeed later without any change. */
  readonly retryable?: true;
  /** Seconds for `retry-after`. */
  readonly retryAfter?: number;
}

export const problems = {
  malformed_body: { status: 400, title: 'The body is not a JSON object' },
  invalid_parameter: { status: 400, title: 'A parameter has an invalid value' },
  unknown_parameter: { status: 400, title: 'The operation does not have this parameter' },
  conflicting_parameters: { status: 400, title: 'Parameters contradict each other' },
  empty_selector: { status: 400, title: 'The selection of instances is empty' },
  instance_required: { status: 400, title: 'No instance was named, and there is no default instance' },
  invalid_instance_id: { status: 400, title: 'Not an EC2 instance id' },
  invalid_cursor: { status: 400, title: 'The cursor does not belong to this list' },
  region_not_allowed: { status: 400, title: 'The deployment does not allow the region' },
  region_not_enabled: { status: 400, title: 'The AWS account has not enabled the region' },
  caller_credentials_not_for_jobs: { status: 400, title: 'A job cannot use the AWS credentials of its caller' },
  not_supported_by_docker: { status: 400, title: 'Containers do not support this parameter' },
  unauthenticated: { status: 401, title: 'The caller is not known' },
  invalid_aws_credentials: { status: 401, title: 'AWS refused the credentials in the request' },
  action_not_allowed: { status: 403, title: 'The caller may not do this action' },
  cross_site_refused: { status: 403, title: 'A web page of another site may not do this' },
  caller_credentials_disabled: { status: 403, title: 'AWS credentials in requests are disabled' },
  caller_credentials_denied: { status: 403, title: 'The AWS credentials in the request lack the right' },
  instance_not_allowed: { status: 403, title: 'This API may not change the instance' },
  not_exposed: { status: 403, title: 'Only deployed APIs answer at this port' },
  not_created_here: { status: 403, title: 'The instance was not created by this API' },
  route_not_found: { status: 404, title: 'No such path' },
  instance_not_found: { status: 404, title: 'No such instance' },
  job_not_found: { status: 404, title: 'No such job' },
  schedule_not_found: { status: 404, title: 'No such schedule' },
  user_not_found: { status: 404, title: 'No such user' },
  method_not_allowed: { status: 405, title: 'The path does not have this method' },
  request_timeout: { status: 408, title: 'The request did not arrive in time', retryable: true },
  instance_busy: { status: 409, title: 'The instance is changing its state', retryable: true, retryAfter: 15 },
  incorrect_state: { status: 409, title: 'The state of the instance does not permit this' },
  instance_not_running: { status: 409, title: 'The instance is not running' },
  instance_terminated: { status: 409, title: 'The instance is terminated, or about to be' },
  asg_managed: { status: 409, title: 'The instance belongs to an Auto Scaling group' },
  stop_protected: { status: 409, title: 'The instance is protected against stopping' },
  termination_protected: { status: 409, title: 'The instance is protected against termination' },
  spot_not_stoppable: { status: 409, title: 'A one-time Spot Instance cannot be stopped' },
  unsupported_operation: { status: 409, title: 'The instance does not support this' },
  root_volume_missing: { status: 409, title: 'The instance has no root volume attached' },
  subnet_full: { status: 409, title: 'The subnet has no free address' },
  quota_exceeded: { status: 409, title: 'A quota of the AWS account is used up' },
  idempotency_key_reused: { status: 409, title: 'The idempotency key belongs to another request' },
  account_not_ready: { status: 409, title: 'The AWS account is not ready yet', retryable: true, retryAfter: 300 },
  refused_by_ec2: { status: 409, title: 'EC2 refused the request' },
  name_taken: { status: 409, title: 'Another container has this name' },
  compute_changed: { status: 409, title: 'The kind of compute has changed' },
  schedule_exists: { status: 409, title: 'Another caller has a schedule with this name' },
  ambiguous_address: { status: 409, title: 'More than one instance has this address' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The API does not support the content type' },
  too_many_schedules: { status: 422, title: 'The deployment cannot have more schedules' },
  too_many_instances: { status: 422, title: 'Too many instances for one request' },
  invalid_launch_parameter: { status: 422, title: 'A parameter of the launch is not accepted' },
  too_many_requests: { status: 429, title: 'Too many requests', retryable: true, retryAfter: 1 },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  internal_error: { status: 500, title: 'Internal error' },
  role_misconfigured: { status: 502, title: 'The API lacks a right in AWS' },
  final_state_not_reached: { status: 502, title: 'The instance did not reach the requested state' },
  aws_error: { status: 502, title: 'The answer did not come from EC2' },
  aws_unavailable: { status: 502, title: 'AWS has an internal error', retryable: true, retryAfter: 5 },
  insufficient_capacity: { status: 503, title: 'AWS has no capacity for this now', retryable: true, retryAfter: 300 },
  aws_throttled: { status: 503, title: 'AWS throttles the account', retryable: true, retryAfter: 5 },
  aws_unreachable: { status: 503, title: 'AWS cannot be reached', retryable: true, retryAfter: 5 },
  docker_unreachable: { status: 503, title: 'The Docker Engine cannot be reached', retryable: true, retryAfter: 5 },
  aws_timeout: { status: 504, title: 'AWS did not answer in time', retryable: true, retryAfter: 5 },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problems;

/** Every code, in the order of the table. */
export const problemCodes = Object.keys(problems) as readonly ProblemCode[];

/** Looks up a code, with its optional members readable. */
export function problemKind(code: ProblemCode): ProblemKind {
  return problems[code];
}

/** Makes the URN in a problem document's `type`. */
export function problemType(code: ProblemCode): string {
  return `urn:ec2-control:problem:${code}`;
}

/** The media type of every problem document (RFC 9457). */
export const problemMediaType = 'application/problem+json';
