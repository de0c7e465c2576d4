import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { corsAnswerHeaders } from '../../contract/cors';
import { problemKind, problemMediaType, problemType } from '../../contract/problems';
import { type GatewayProblem, gatewayProblems } from '../gateway-problems';

export interface GatewayProblemsProps {
  readonly api: RestApi;
  readonly corsOrigins: readonly string[];
}

/** Gives the answers that API Gateway makes itself the form of every other problem (RFC 9457). */
export class GatewayProblems extends Construct {
  constructor(scope: Construct, id: string, { api, corsOrigins }: GatewayProblemsProps) {
    super(scope, id);
    for (const [type, problem] of Object.entries<GatewayProblem>(gatewayProblems)) {
      const { status } = problemKind(problem.code);
      api.addGatewayResponse(pascalCase(type), {
        type: ResponseType.of(type),
        statusCode: String(status),
        responseHeaders: headers(problem, corsOrigins),
        // The key only chooses the template; the header below is what the client sees.
        templates: { 'application/json': document(problem) },
      });
    }
  }
}

function document({ code, detail }: GatewayProblem): string {
  const { status, title, retryable = false, retryAfter } = problemKind(code);
  return JSON.stringify({
    type: problemType(code),
    title,
    status,
    code,
    detail,
    request_id: '$context.requestId',
    retryable,
    retry_after: retryAfter,
  });
}

/**
 * Makes the headers of a problem. A constant is in quotes; without them it names something in the request's context.
 */
function headers({ code }: GatewayProblem, origins: readonly string[]): Record<string, string> {
  const { retryAfter } = problemKind(code);
  return {
    // Spelled so, as an emulator would send its own beside one that is spelled otherwise.
    'Content-Type': `'${problemMediaType}'`,
    'x-request-id': 'context.requestId',
    'cache-control': "'no-store'",
    'x-content-type-options': "'nosniff'",
    ...(retryAfter === undefined ? {} : { 'retry-after': `'${retryAfter}'` }),
    ...(code === 'unauthenticated' ? { 'www-authenticate': "'AWS4-HMAC-SHA256'" } : {}),
    ...corsHeaders(origins),
  };
}

/**
 * Makes the CORS headers. The gateway cannot choose among several origins, so it names the one that asks. That
 * discloses nothing: the answer does not depend on the origin, and credentials of the browser are never allowed.
 */
function corsHeaders([origin, ...others]: readonly string[]): Record<string, string> {
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': others.length === 0 ? `'${origin}'` : 'method.request.header.Origin',
    'access-control-expose-headers': `'${corsAnswerHeaders}'`,
    vary: "'origin'",
  };
}

function pascalCase(type: string): string {
  return type
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
