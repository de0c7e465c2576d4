import type { APIGatewayProxyResult } from 'aws-lambda';
import { Operation } from '../../../contract/operations';
import { composeMetrics } from '../../../lambda/compose-metrics';
import { type Config, readConfig } from '../../../lambda/config';
import { type App, createApp } from '../../../lambda/http/app';
import { handlers } from '../../../lambda/http/handlers';
import { consolePage } from '../../../lambda/http/handlers/console';
import type { CounterTable } from '../../../lambda/metrics/scrape';
import { anyone } from '../app';
import type { createSimulatedEc2 } from '../ec2/twin';
import { aRequest, type RequestParts } from '../events';
import { readExposition, type Scrape } from './exposition';
import { createTestLog, type TestLog } from './log';

/** One instance of the function: it handles one request at a time, and has a memory of its own. */
export interface FunctionInstance {
  readonly log: TestLog;
  request(parts: RequestParts): Promise<APIGatewayProxyResult>;
  scrape(): Promise<Scrape>;
}

export interface InstanceOptions {
  readonly counters: CounterTable;
  readonly ec2: ReturnType<typeof createSimulatedEc2>;
  readonly config?: Partial<Config>;
}

/** Starts an instance of the function as `compose` does, over the counters and the EC2 that all instances share. */
export function startInstance({ counters, ec2, config: overrides }: InstanceOptions): FunctionInstance {
  const environment = { AWS_REGION: 'us-east-1', PROFILE: 'lab', AUTH: 'none', TABLE_NAME: 'records' };
  const config = { ...readConfig(environment), ...overrides };
  const log = createTestLog();
  const metrics = composeMetrics({
    config,
    log,
    store: { counters: async () => counters, countJobs: async () => ({}), countSchedules },
  });
  const app: App = createApp({
    config,
    rules: {},
    outside: () => ({
      ec2Of: ec2.ec2Of,
      stopsToCome: async () => new Map(),
      ec2Asked: Promise.resolve(),
      jobs: () => Promise.reject(new Error('these tests have no jobs')),
      schedules: () => Promise.reject(new Error('these tests have no schedules')),
      ec2Calls: () => 0,
    }),
    handlers: { ...handlers, [Operation.metrics]: metrics.handler, [Operation.console]: consolePage('none') },
    authenticate: () => anyone,
    now: () => performance.now(),
    onIntent: () => {},
    onChange: () => {},
    onCompleted: metrics.onCompleted,
  });
  const request = (parts: RequestParts) => {
    metrics.onArrival();
    return app.handle(aRequest(parts), () => 20_000);
  };
  return {
    log,
    request,
    scrape: async () => readExposition((await request({ resource: '/metrics' })).body),
  };
}

const countSchedules = async () => ({ enabled: 0, disabled: 0, ended: 0 });
