import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { problems } from '../../contract/problems';

type GateProblem = 'not_exposed' | 'body_too_large' | 'too_many_requests' | 'aws_unavailable';

/** Answers with a problem document in the API's form, and closes the connection: what is left of the request is not read. */
export function answerProblem(response: ServerResponse, code: GateProblem, detail: string): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { status, title } = problems[code];
  const id = randomUUID();
  const type = `urn:ec2-control:problem:${code}`;
  const problem = problems[code];
  const retryable = 'retryable' in problem;
  const wait = 'retryAfter' in problem ? problem.retryAfter : undefined;
  response.writeHead(status, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': id,
    connection: 'close',
    ...(wait === undefined ? {} : { 'retry-after': String(wait) }),
  });
  // AWS's tools show the member `message` of an answer that they do not understand.
  response.end(
    JSON.stringify({
      type,
      title,
      status,
      code,
      detail,
      request_id: id,
      retryable,
      retry_after: wait,
      message: detail,
    }),
  );
}

export function closedText(target: string): string {
  const { port } = new URL(target);
  return (
    'Only deployed APIs answer at this port, with plain paths. The rest of the emulator is at the private ' +
    `port ${port}, which is reachable from inside this Codespace or machine only: export AWS_ENDPOINT_URL=http://localhost:${port}`
  );
}

export function awayText(target: string): string {
  return `The emulator at ${target} does not answer. "make" starts it.`;
}

export const busyText = 'The gate holds as many requests as it has room for. Try again in a second.';

export function tooLargeText(bytes: number): string {
  return `A body has at most ${bytes} bytes.`;
}
