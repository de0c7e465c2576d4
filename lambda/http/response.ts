import type { APIGatewayProxyResult } from 'aws-lambda';

/** What a handler answers: a JSON body, or a text of another type. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: { readonly content: string; readonly type: string };
  readonly headers?: Readonly<Record<string, string>>;
}

const always = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

/** Makes API Gateway's result of an answer. The headers that every answer carries are set here and nowhere else. */
export function toResult(
  answer: Answer,
  requestId: string,
  extra: Readonly<Record<string, string>> = {},
): APIGatewayProxyResult {
  const content = answer.text?.content ?? (answer.body === undefined ? '' : JSON.stringify(answer.body));
  const type = answer.text?.type ?? (answer.body === undefined ? undefined : 'application/json');
  return {
    statusCode: answer.status,
    headers: {
      ...(type === undefined ? {} : { 'content-type': type }),
      'x-request-id': requestId,
      ...always,
      ...extra,
      ...answer.headers,
    },
    body: content,
  };
}
