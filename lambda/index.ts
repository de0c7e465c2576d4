import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { isJobStep, type JobStepEvent, type JobStepResult } from '../contract/jobs';
import { isScheduleTick, type ScheduleTick, type ScheduleTickResult } from '../contract/schedules';
import { compose } from './compose';
import { loadConfig } from './config';
import { fromInvocation, invoker } from './http/direct';
import { fromEvent } from './http/request';

const app = compose(loadConfig());

/**
 * Handles every invocation: an HTTP request from API Gateway, a step of a job, a schedule tick, or a direct invocation
 * with `{"action": …}`.
 */
export function handler(event: JobStepEvent, context: Context): Promise<JobStepResult>;
export function handler(event: ScheduleTick, context: Context): Promise<ScheduleTickResult>;
export function handler(event: unknown, context: Context): Promise<APIGatewayProxyResult>;
export async function handler(
  event: unknown,
  context: Context,
): Promise<APIGatewayProxyResult | JobStepResult | ScheduleTickResult> {
  const remaining = () => context.getRemainingTimeInMillis();
  if (isHttp(event)) return app.handle(fromEvent(event), remaining);
  if (isJobStep(event)) return app.step(event, remaining);
  if (isScheduleTick(event)) return app.tick(remaining);
  return app.handle(fromInvocation(event, context.awsRequestId), remaining, invoker);
}

/**
 * Checks for the members that API Gateway's events always have; a payload that only resembles one is a direct
 * invocation, and refused as such.
 */
function isHttp(event: unknown): event is APIGatewayProxyEvent {
  if (typeof event !== 'object' || event === null) return false;
  const { httpMethod, resource, path, requestContext } = event as Partial<Record<keyof APIGatewayProxyEvent, unknown>>;
  const texts = [httpMethod, resource, path].every((value) => typeof value === 'string');
  return texts && typeof requestContext === 'object' && requestContext !== null;
}
