import { LogLevel } from '../../../contract/environment';
import { routes } from '../../../contract/routes';
import { Problem } from '../../../lambda/domain/problem';
import type { CompletedRequest } from '../../../lambda/http/dependencies';
import { createRequestLog } from '../../../lambda/metrics/request-log';
import { anyone } from '../../support/app';
import { aRequest } from '../../support/events';
import { createTestLog } from '../../support/metrics/log';

const route = routes.find(({ resource }) => resource === '/start/{instance_id}');
if (route === undefined) throw new Error('the route table has changed');
const handled: CompletedRequest = {
  request: aRequest({ method: 'POST', resource: route.resource, path: '/start/i-0123456789abcdef0' }),
  route,
  operation: 'start',
  caller: anyone,
  status: 200,
  milliseconds: 12.3456,
  ec2Calls: 2,
};

function linesFor(overrides: Partial<CompletedRequest>, costs = { coldStart: false }, level?: LogLevel) {
  const log = createTestLog(level);
  createRequestLog({ log, functionName: 'ec2-control', now: () => 1_700_000_000_000 })(
    { ...handled, ...overrides },
    costs,
  );
  return log.lines;
}

test('a request is one line with who, what, how it ended and what it took', () => {
  const [line, ...others] = linesFor({});

  expect(others).toEqual([]);
  expect(line).toMatchObject({
    level: 'info',
    message: 'request',
    request_id: 'request-1',
    caller: 'anyone',
    method: 'POST',
    route: '/start/{instance_id}',
    operation: 'start',
    status: 200,
    duration_ms: 12.346,
    ec2_calls: 2,
    function: 'ec2-control',
  });
  expect(line).not.toHaveProperty('cold_start');
});

test('the line is an embedded metric of the duration, for the function and for its route', () => {
  const [line] = linesFor({});

  expect(line?._aws).toEqual({
    Timestamp: 1_700_000_000_000,
    CloudWatchMetrics: [
      {
        Namespace: 'EC2Control',
        Dimensions: [['function'], ['function', 'route']],
        Metrics: [{ Name: 'duration_ms', Unit: 'Milliseconds' }],
      },
    ],
  });
});

test.each([
  [404, 'warn', 'client_error'],
  [503, 'error', 'server_error'],
])('an answer %i is a line of level %s and the metric %s', (status, level, metric) => {
  const [line] = linesFor({ status, error: new Problem('aws_throttled', 'later') });

  expect(line).toMatchObject({ level, code: 'aws_throttled', [metric]: 1 });
  expect(metricsOf(line)).toEqual(['duration_ms', metric]);
});

test('the first request of an instance is a cold start, by function only', () => {
  const [line] = linesFor({}, { coldStart: true });

  expect(line).toMatchObject({ cold_start: 1 });
  expect(directives(line)[1]).toEqual({
    Namespace: 'EC2Control',
    Dimensions: [['function']],
    Metrics: [{ Name: 'cold_start', Unit: 'Count' }],
  });
});

test('every metric and every dimension is a member of its line', () => {
  const lines = [
    ...linesFor({}, { coldStart: true }),
    ...linesFor({ status: 404 }),
    ...linesFor({ status: 503, error: new Problem('aws_throttled', 'x') }),
  ];

  for (const line of lines) {
    for (const { Dimensions, Metrics } of directives(line)) {
      const names = [...Dimensions.flat(), ...Metrics.map(({ Name }) => Name)];
      expect(Object.keys(line)).toEqual(expect.arrayContaining(names));
      for (const { Name } of Metrics) expect(typeof line[Name]).toBe('number');
    }
  }
  expect(lines.flatMap(directives)).toHaveLength(4);
});

test('a path that no route takes is NOT_FOUND, and is written nowhere', () => {
  const lines = linesFor({ request: aRequest({ resource: '/{proxy+}', path: '/secret-path' }), status: 404 });

  expect(lines).toMatchObject([{ route: 'NOT_FOUND' }]);
  expect(JSON.stringify(lines)).not.toContain('secret-path');
});

test('a request that was refused before its route was looked up has its route in the line', () => {
  const { route: _route, operation: _operation, caller: _caller, ...refused } = handled;

  const log = createTestLog();
  createRequestLog({ log, functionName: 'f', now: Date.now })({ ...refused, status: 401 }, { coldStart: false });

  expect(log.lines).toMatchObject([{ route: '/start/{instance_id}', status: 401 }]);
});

test('a fault of this API is a line of its own with the cause; a problem is none', () => {
  const fault = linesFor({ status: 500, error: new Error('it broke') });
  const problem = linesFor({ status: 404, error: new Problem('instance_not_found', 'x') });

  expect(fault.map(({ message }) => message)).toEqual(['fault', 'request']);
  expect(fault[0]).toMatchObject({ level: 'error', request_id: 'request-1' });
  expect(String(fault[0]?.error)).toContain('it broke');
  expect(problem.map(({ message }) => message)).toEqual(['request']);
});

test('a level above info leaves the failures', () => {
  const costs = { coldStart: false };

  expect(linesFor({ status: 200 }, costs, LogLevel.warn)).toEqual([]);
  expect(linesFor({ status: 404 }, costs, LogLevel.warn)).toHaveLength(1);
  expect(linesFor({ status: 404 }, costs, LogLevel.error)).toEqual([]);
  expect(linesFor({ status: 503 }, costs, LogLevel.error)).toHaveLength(1);
});

interface EmbeddedDirective {
  readonly Namespace: string;
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
}

function directives(line: Readonly<Record<string, unknown>> | undefined): readonly EmbeddedDirective[] {
  const aws = line?._aws as { readonly CloudWatchMetrics: readonly EmbeddedDirective[] };
  return aws.CloudWatchMetrics;
}

function metricsOf(line: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  return directives(line).flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name));
}
