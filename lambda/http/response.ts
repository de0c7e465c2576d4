import type { APIGatewayProxyResult } from 'aws-lambda';
import { corsAnswerHeaders, corsRequestHeaders } from '../../contract/cors';
import { defined } from '../../contract/defined';
import { problemKind, problemMediaType, problemType } from '../../contract/problems';
import type { AnswerBody } from '../../contract/responses';
import { Problem } from '../domain/problem';
import { names } from './cross-site';
import type { ApiRequest } from './request';

/** What a handler answers: a JSON body, or a text of another type. */
export interface Answer<Body = AnswerBody> {
  readonly status: number;
  readonly body?: Body;
  readonly text?: { readonly content: string; readonly type: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer with a JSON body. */
export interface JsonAnswer<Body = AnswerBody> extends Answer<Body> {
  readonly body: Body;
}

/** The header of an answer that repeats an earlier request's. */
export const replayHeader = { 'idempotency-replayed': 'true' } as const;

const always = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

/** Turns an answer into API Gateway's result. The headers of every answer are set here and nowhere else. */
export function toResult(
  answer: Answer<unknown>,
  requestId: string,
  extra: Readonly<Record<string, string>> = {},
): APIGatewayProxyResult {
  const content = answer.text?.content ?? (answer.body === undefined ? '' : JSON.stringify(answer.body));
  const type = answer.text?.type ?? (answer.body === undefined ? undefined : 'application/json');
  const vary = [extra.vary, answer.headers?.vary].filter((name) => name !== undefined).join(', ');
  return {
    statusCode: answer.status,
    headers: {
      ...defined({ 'content-type': type }),
      'x-request-id': requestId,
      ...always,
      ...extra,
      ...answer.headers,
      ...(vary === '' ? {} : { vary }),
    },
    body: content,
  };
}

/**
 * Ends JSON with a newline for curl, so that the terminal's prompt begins on its own line; every other client gets the
 * JSON alone (docs/decisions/0027).
 */
export function forTerminal(result: APIGatewayProxyResult, request: ApiRequest): APIGatewayProxyResult {
  const json = String(result.headers?.['content-type'] ?? '').endsWith('json');
  if (!json || result.body === '' || !/^curl\//.test(request.headers.get('user-agent') ?? '')) return result;
  return { ...result, body: `${result.body}\n` };
}

/** Makes an RFC 9457 problem document of a failure; whatever is not a `Problem` becomes a bare `internal_error`. */
export function problemAnswer(error: unknown, requestId: string): Answer {
  const problem = error instanceof Problem ? error : new Problem('internal_error', internalDetail(requestId));
  const { code, detail, extras, retryable } = problem;
  const kind = problemKind(code);
  const status = extras.status ?? kind.status;
  const retryAfter = extras.retryAfter ?? (retryable ? kind.retryAfter : undefined);
  return {
    status,
    text: {
      type: problemMediaType,
      content: JSON.stringify({
        type: problemType(code),
        title: kind.title,
        status,
        code,
        detail,
        request_id: requestId,
        retryable,
        retry_after: retryAfter,
        instance_id: extras.instanceId,
        aws_code: extras.awsCode,
        errors: extras.errors,
      }),
    },
    headers: {
      ...defined({ 'retry-after': retryAfter?.toString(), allow: extras.allow?.join(', ') }),
      ...defined({ 'www-authenticate': extras.challenge }),
      ...(extras.replayed === true ? replayHeader : {}),
    },
  };
}

function internalDetail(requestId: string): string {
  return `The request failed by a fault of this API. The log has the cause under the request id ${requestId}.`;
}

/** Makes the CORS headers for a request from an allowed origin; none for any other origin, and none by default. */
export function corsHeaders(
  request: ApiRequest,
  origins: readonly string[],
  methods: readonly string[],
): Readonly<Record<string, string>> {
  if (origins.length === 0) return {};
  const origin = request.headers.get('origin');
  if (origin === undefined || !names(origins, origin)) return { vary: 'origin' };
  const common = { 'access-control-allow-origin': origin, vary: 'origin' };
  if (request.method !== 'OPTIONS') return { ...common, 'access-control-expose-headers': corsAnswerHeaders };
  return {
    ...common,
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': corsRequestHeaders,
    'access-control-max-age': '600',
  };
}
