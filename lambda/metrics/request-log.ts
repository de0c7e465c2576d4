import { CloudWatchMetric } from '../../contract/metrics';
import { methodLabel, pathLabel } from '../../contract/metrics-labels';
import { Problem } from '../domain/problem';
import type { CompletedRequest } from '../http/dependencies';
import type { Log } from '../logging/log';
import { faultText } from '../logging/redact-request';
import { type Directive, embeddedMetrics } from './cloudwatch';

/** Describes what a request cost, apart from its answer. */
export interface RequestCosts {
  /** It was the first that this instance of the function has completed. */
  readonly coldStart: boolean;
}

export interface RequestLogOptions {
  readonly log: Log;
  readonly functionName: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Writes one line for each request, which is its CloudWatch metrics too, and one for the cause of a 5xx.
 * An answer 5xx is an error, one 4xx a warning, so that a level above `info` leaves the failures in the log, and their metrics.
 * @see docs/decisions/0008
 */
export function createRequestLog({ log, functionName, now }: RequestLogOptions) {
  return (completed: CompletedRequest, costs: RequestCosts): void => {
    const { request, error, status } = completed;
    // A problem is told to the client; what is behind a 5xx is not.
    const fault = error instanceof Problem ? (status >= 500 ? error.cause : undefined) : error;
    if (fault !== undefined) {
      log.error('fault', { request_id: request.requestId, error: faultText(fault, request) });
    }
    const fields = { ...fieldsOf(completed, costs), function: functionName };
    const level = status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info';
    log[level]('request', { ...fields, ...embeddedMetrics(now(), directivesFor(fields)) });
  };
}

function fieldsOf(
  { request, caller, operation, status, milliseconds, error, ec2Calls }: CompletedRequest,
  costs: RequestCosts,
) {
  return {
    request_id: request.requestId,
    caller: caller?.name,
    // By its label, as the route by its pattern: an emulator passes any word for a method, a key among them.
    method: methodLabel(request.method),
    route: pathLabel(request.resource),
    operation,
    status,
    code: error instanceof Problem ? error.code : undefined,
    [CloudWatchMetric.duration]: Math.round(milliseconds * 1_000) / 1_000,
    ec2_calls: ec2Calls,
    ...(costs.coldStart ? { [CloudWatchMetric.coldStart]: 1 } : {}),
    ...(status >= 400 && status < 500 ? { [CloudWatchMetric.clientError]: 1 } : {}),
    ...(status >= 500 ? { [CloudWatchMetric.serverError]: 1 } : {}),
  };
}

/**
 * Chooses the metrics of a line. Only lines of errors and cold starts carry those metrics: one that is never written
 * costs nothing.
 */
function directivesFor(fields: Readonly<Record<string, unknown>>): readonly Directive[] {
  const errors = [CloudWatchMetric.clientError, CloudWatchMetric.serverError].filter((name) => name in fields);
  return [
    {
      dimensions: [['function'], ['function', 'route']],
      metrics: [
        { name: CloudWatchMetric.duration, unit: 'Milliseconds' },
        ...errors.map((name) => ({ name, unit: 'Count' }) as const),
      ],
    },
    {
      dimensions: [['function']],
      metrics:
        CloudWatchMetric.coldStart in fields ? [{ name: CloudWatchMetric.coldStart, unit: 'Count' } as const] : [],
    },
  ];
}
