import type { ProblemCode } from '../contract/problems';

/** What API Gateway answers by itself, under the name of its response type. */
export interface GatewayProblem {
  readonly code: ProblemCode;
  readonly detail: string;
}

const unsigned = 'The request must be signed with AWS Signature Version 4, for the service execute-api.';
const fault = 'The request failed by a fault of this API. The log has the cause under the request id.';

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 * The status is the code's, also where API Gateway has another one: it says 403 to a request without a signature.
 * @see docs/decisions/0021
 */
export const gatewayProblems = {
  ACCESS_DENIED: { code: 'action_not_allowed', detail: 'The IAM policies of the caller do not allow this request.' },
  API_CONFIGURATION_ERROR: { code: 'internal_error', detail: fault },
  AUTHORIZER_CONFIGURATION_ERROR: { code: 'internal_error', detail: fault },
  AUTHORIZER_FAILURE: { code: 'internal_error', detail: fault },
  BAD_REQUEST_BODY: { code: 'malformed_body', detail: 'API Gateway could not read the body.' },
  BAD_REQUEST_PARAMETERS: { code: 'invalid_parameter', detail: 'API Gateway could not read the parameters.' },
  DEFAULT_4XX: { code: 'malformed_body', detail: 'API Gateway could not read the request.' },
  DEFAULT_5XX: { code: 'internal_error', detail: fault },
  EXPIRED_TOKEN: { code: 'unauthenticated', detail: 'The credentials that signed the request have expired.' },
  INTEGRATION_FAILURE: { code: 'internal_error', detail: fault },
  INTEGRATION_TIMEOUT: {
    code: 'aws_timeout',
    detail: 'The request took longer than 29 seconds. What it began may still happen: check the status.',
  },
  INVALID_API_KEY: { code: 'unauthenticated', detail: 'The key is not one that this API knows.' },
  INVALID_SIGNATURE: { code: 'unauthenticated', detail: 'The signature does not fit the request, or its time is off.' },
  MISSING_AUTHENTICATION_TOKEN: { code: 'unauthenticated', detail: unsigned },
  QUOTA_EXCEEDED: { code: 'too_many_requests', detail: 'The quota of requests is used up.' },
  REQUEST_TOO_LARGE: { code: 'body_too_large', detail: 'The body is larger than 131072 bytes.' },
  RESOURCE_NOT_FOUND: { code: 'route_not_found', detail: 'This API has no such path.' },
  THROTTLED: { code: 'too_many_requests', detail: 'The API gets more requests than it is set to take.' },
  UNAUTHORIZED: { code: 'unauthenticated', detail: unsigned },
  UNSUPPORTED_MEDIA_TYPE: { code: 'unsupported_media_type', detail: 'Send JSON, or a form.' },
  WAF_FILTERED: { code: 'action_not_allowed', detail: 'A firewall of the deployment refuses this request.' },
} as const satisfies Readonly<Record<string, GatewayProblem>>;

export type GatewayResponseType = keyof typeof gatewayProblems;
