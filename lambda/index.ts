import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { compose } from './compose';
import { loadConfig } from './config';
import { fromInvocation, invoker } from './http/direct';
import { fromEvent } from './http/request';

const app = compose(loadConfig());

/** The function's entry: an HTTP request from API Gateway, or a direct invocation with `{"action": …}`. */
export async function handler(event: unknown, context: Context): Promise<APIGatewayProxyResult> {
  const remaining = () => context.getRemainingTimeInMillis();
  if (isHttp(event)) return app.handle(fromEvent(event), remaining);
  return app.handle(fromInvocation(event, context.awsRequestId), remaining, invoker);
}

/** API Gateway's events always have these; a payload that only looks like one is a direct invocation, and refused as such. */
function isHttp(event: unknown): event is APIGatewayProxyEvent {
  if (typeof event !== 'object' || event === null) return false;
  const { httpMethod, resource, path, requestContext } = event as Partial<Record<keyof APIGatewayProxyEvent, unknown>>;
  const texts = [httpMethod, resource, path].every((value) => typeof value === 'string');
  return texts && typeof requestContext === 'object' && requestContext !== null;
}
