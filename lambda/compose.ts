import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { CallerEntry } from '../contract/callers';
import { defined } from '../contract/defined';
import { callersFile, Profile, pageFile } from '../contract/environment';
import type { JobStepEvent, JobStepResult } from '../contract/jobs';
import { Operation } from '../contract/operations';
import type { ScheduleTickResult } from '../contract/schedules';
import { departure } from './aws/departure';
import { ec2Endpoints, ec2Over } from './aws/ec2';
import { connectionPool, usualTimeouts } from './aws/ec2-client';
import { pool } from './aws/kept-client';
import { type LoadDocker, lateInstances } from './compose-compute';
import type { ComposedJobs } from './compose-jobs';
import { composeMetrics } from './compose-metrics';
import type { ComposedSchedules } from './compose-schedules';
import type { ComposedTable } from './compose-table';
import type { Config } from './config';
import type { Rules } from './domain/guards';
import { type App, createApp } from './http/app';
import { authentication } from './http/authentication';
import type { Handler } from './http/context';
import { handlers } from './http/handlers';
import { createAudit } from './logging/audit';
import { createLog, type Log } from './logging/log';
import { metricsStore } from './metrics/store/store';

/** What the function can be asked for. */
export interface ControlFunction extends App {
  /**
   * Carries out one step of a job, for the state machine.
   * @param remaining - milliseconds that the function has left
   */
  step(event: JobStepEvent, remaining: () => number): Promise<JobStepResult>;
  /** Carries out the schedules that are due, for the rule that ticks every minute. */
  tick(remaining: () => number): Promise<ScheduleTickResult>;
}

/** In what the fronts differ: the function, and the server of the container. */
export interface ComposeOptions {
  /** @default - those of the file beside the code */
  readonly loadCallers?: () => Promise<readonly CallerEntry[]>;
  /** Whether the first request is counted as a cold start. @default true */
  readonly coldStarts?: boolean;
}

/** Puts the function together: the only place where adapters are made. */
export function compose(config: Config, options: ComposeOptions = {}): ControlFunction {
  const { loadCallers = callersBesideCode, ...measuring } = options;
  const log = createLog(config.logLevel);
  const audit = createAudit(log);
  const rules: Rules = {
    ...defined({ guardTag: config.guardTag }),
    ...(config.profile === Profile.production ? { creatorTag: config.creatorTag } : {}),
  };
  const { tableName, region } = config;
  const connections = pool({ connection: 1_000, request: 3_000 });
  const { agents, left } = departure();
  const ec2Asked = config.docker === undefined ? left : Promise.resolve();
  const store = metricsStore({ tableName, region, pool: connections });
  const metrics = composeMetrics({ config, log, store, ...measuring });
  const endpointOf = ec2Endpoints({ deploymentRegion: region, pool: connectionPool(usualTimeouts, agents) });
  const { onJobEnded } = metrics;
  const docker = config.docker === undefined ? undefined : loadDocker(config, log);
  let opening: Promise<ComposedTable> | undefined;
  const openTable = (): Promise<ComposedTable> => {
    opening ??= import('./compose-table').then(({ composeTable }) => composeTable({ tableName, region, connections }));
    return opening;
  };
  let loading: Promise<ComposedJobs> | undefined;
  const loadJobs = (): Promise<ComposedJobs> => {
    loading ??= Promise.all([import('./compose-jobs'), openTable()]).then(([{ composeJobs }, { table }]) =>
      composeJobs({ config, rules, table, endpointOf, ...defined({ docker }), log, audit, onJobEnded }),
    );
    return loading;
  };
  let waking: Promise<ComposedSchedules> | undefined;
  const loadSchedules = (): Promise<ComposedSchedules> => {
    waking ??= Promise.all([import('./compose-schedules'), loadJobs()]).then(([{ composeSchedules }, { parts }]) =>
      composeSchedules({ config, parts, log, audit, callers: loadCallers }),
    );
    return waking;
  };
  const app = createApp({
    config,
    rules,
    outside(deadline) {
      let ec2Calls = 0;
      const onAttempt = () => {
        ec2Calls += 1;
      };
      const scope = { deadline, onAttempt };
      return {
        ec2Of: (region, credentials) =>
          docker === undefined ? ec2Over(endpointOf(region, credentials), scope) : lateInstances(docker, scope),
        stopsToCome: async (...of) => (await openTable()).stopsToCome(deadline)(...of),
        ec2Asked,
        jobs: async () => (await loadJobs()).jobs(scope),
        schedules: async () => (await loadSchedules()).schedules(scope),
        ec2Calls: () => ec2Calls,
      };
    },
    handlers: {
      ...handlers,
      [Operation.metrics]: metrics.handler,
      [Operation.console]: lazyPage(join(__dirname, pageFile)),
    },
    authenticate: authentication(config.auth, loadCallers),
    now: () => performance.now(),
    onIntent: ({ request, caller, operation: action, region, instanceIds }) =>
      audit.intended({
        requestId: request.requestId,
        caller: caller.name,
        ...defined({ credential: caller.credential }),
        sourceIp: request.sourceIp,
        action,
        region,
        instanceIds,
      }),
    onChange: audit.request,
    onCompleted: metrics.onCompleted,
  });
  return {
    handle(...request) {
      metrics.onArrival(ec2Asked);
      return app.handle(...request);
    },
    async step(event, remaining) {
      metrics.onArrival();
      return (await loadJobs()).step(event, remaining());
    },
    async tick(remaining) {
      metrics.onArrival();
      if (!config.features.includes('schedules')) return { due: 0, done: 0 };
      return (await loadSchedules()).tick(remaining);
    },
  };
}

async function callersBesideCode(): Promise<readonly CallerEntry[]> {
  return callersIn(join(__dirname, callersFile));
}

/**
 * Reads a callers file. Its reader is loaded only where a caller is needed.
 * @throws Error when there is none, or when it is not a list of callers
 */
export async function callersIn(path: string): Promise<readonly CallerEntry[]> {
  const { readCallers } = await import('../contract/callers');
  return readCallers(readFileSync(path, 'utf8'), path);
}

/** Loads the adapter of containers once. */
function loadDocker(config: Config, log: Log): LoadDocker {
  let loading: ReturnType<LoadDocker> | undefined;
  return () => {
    loading ??= import('./compose-docker').then(({ composeDocker }) => composeDocker(config, log));
    return loading;
  };
}

/** Makes the handler of the console, which reads the page beside the function when somebody first asks for it. */
function lazyPage(path: string): Handler {
  let handler: Promise<Handler> | undefined;
  return async (context) => {
    handler ??= import('./http/handlers/console').then(({ consolePage }) => consolePage(path));
    return (await handler)(context);
  };
}
