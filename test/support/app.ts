import { join } from 'node:path';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { CallerAction } from '../../contract/actions';
import { defined } from '../../contract/defined';
import { LogLevel } from '../../contract/environment';
import { Operation } from '../../contract/operations';
import { mostSchedules } from '../../contract/schedules';
import { type Config, readConfig } from '../../lambda/config';
import type { Caller } from '../../lambda/domain/caller';
import type { Rules } from '../../lambda/domain/guards';
import { createApp } from '../../lambda/http/app';
import type { AuditRecord } from '../../lambda/http/audit-record';
import type { Authenticate } from '../../lambda/http/authentication';
import type { CompletedRequest } from '../../lambda/http/dependencies';
import { handlers } from '../../lambda/http/handlers';
import { consolePage } from '../../lambda/http/handlers/console';
import { fromEvent } from '../../lambda/http/request';
import type { Ec2Of } from '../../lambda/instances/ec2';
import { stopsToCome } from '../../lambda/jobs/service/stops-to-come';
import { createAudit } from '../../lambda/logging/audit';
import { createLog } from '../../lambda/logging/log';
import { metrics } from '../../lambda/metrics/handler';
import { createRequestLog } from '../../lambda/metrics/request-log';
import { createSchedules } from '../../lambda/schedules/service/service';
import { createSimulatedEc2, type SimulatedEc2, type SimulatedEc2Options } from './ec2/twin';
import { aRequest, type RequestParts } from './events';
import { createJobLab, type JobLab } from './jobs/lab';
import { memorySchedules } from './schedules/memory-store';

/** A caller with every right. */
export const anyone: Caller = { name: 'anyone', actions: Object.values(CallerAction) };

export interface TestAppOptions {
  readonly config?: Partial<Config>;
  readonly caller?: Caller;
  /** @default - everyone is `caller` */
  readonly authenticate?: Authenticate;
  /** Lines of the audit trail and of the requests, as the function logs them. */
  readonly write?: (line: string) => void;
  readonly ec2?: SimulatedEc2Options;
  /** @default - the simulated EC2 */
  readonly ec2Of?: Ec2Of;
}

/** The HTTP application over a simulated EC2, with what it told of its requests. */
export interface TestApp {
  readonly ec2: SimulatedEc2;
  /** Its jobs, over the same EC2. */
  readonly lab: JobLab;
  readonly handled: readonly CompletedRequest[];
  readonly changes: readonly AuditRecord[];
  request(parts: RequestParts): Promise<APIGatewayProxyResult>;
  /** Answers an event as API Gateway sends it. */
  event(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult>;
  /** The status and the parsed body of an answer. */
  call(parts: RequestParts): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }>;
}

const environment = { AWS_REGION: 'us-east-1', PROFILE: 'lab', AUTH: 'none', ALLOWED_REGIONS: 'eu-west-1' };

export function createTestApp(options: TestAppOptions = {}): TestApp {
  const config = { ...readConfig(environment), ...options.config };
  const ec2 = createSimulatedEc2(options.ec2);
  const handled: CompletedRequest[] = [];
  const changes: AuditRecord[] = [];
  const log = createLog(LogLevel.debug, options.write ?? (() => {}));
  const audit = createAudit(log);
  const logRequest = createRequestLog({ log, functionName: config.functionName, now: () => 0 });
  const rules: Rules = {
    ...defined({ guardTag: config.guardTag }),
    ...(config.profile === 'production' ? { creatorTag: config.creatorTag } : {}),
  };
  const lab = createJobLab({
    world: ec2,
    rules,
    createRules: {
      allowedInstanceTypes: config.allowedInstanceTypes,
      ...defined({ guardTag: config.guardTag }),
    },
  });
  const schedules = createSchedules({
    store: memorySchedules(lab.store),
    most: mostSchedules,
    clock: lab.time,
    jobs: lab.parts,
  });
  const app = createApp({
    config,
    rules,
    outside: () => ({
      ec2Of: options.ec2Of ?? ec2.ec2Of,
      stopsToCome: (region, ids) => stopsToCome(lab.parts.stops, region, ids, lab.time.now()),
      ec2Asked: Promise.resolve(),
      jobs: async () => lab.jobs,
      schedules: async () => schedules,
      ec2Calls: () => 0,
    }),
    handlers: {
      ...handlers,
      [Operation.metrics]: metrics({ jobs: async () => ({}), now: () => 0, onFailure: () => {} }),
      [Operation.console]: consolePage(join(__dirname, 'console.html')),
    },
    authenticate: options.authenticate ?? (() => options.caller ?? anyone),
    now: () => 0,
    onIntent: ({ request, caller, operation: action, region, instanceIds }) =>
      audit.intended({ requestId: request.requestId, caller: caller.name, action, region, instanceIds }),
    onChange: (change) => {
      changes.push(change);
      audit.request(change);
    },
    onCompleted: (one) => {
      handled.push(one);
      logRequest(one, { coldStart: false });
    },
  });
  const request = (parts: RequestParts) => app.handle(aRequest(parts), () => 29_000);
  return {
    ec2,
    lab,
    handled,
    changes,
    request,
    event: (event) => app.handle(fromEvent(event), () => 29_000),
    call: async (parts) => {
      const { statusCode, body } = await request(parts);
      return { status: statusCode, body: JSON.parse(body) };
    },
  };
}
