import { performance } from 'node:perf_hooks';
import { Profile } from '../contract/environment';
import { ec2Endpoints, ec2Over } from './aws/ec2';
import type { Config } from './config';
import type { Rules } from './domain/guards';
import { Problem } from './domain/problem';
import { type App, createApp } from './http/app';
import { anonymous } from './http/authentication';
import { handlers } from './http/handlers';
import { createLog } from './telemetry/log';

/** The composition root: the only place where adapters are made. */
export function compose(config: Config): App {
  const log = createLog(config.logLevel);
  const rules: Rules = {
    ...(config.guardTag === undefined ? {} : { guardTag: config.guardTag }),
    ...(config.profile === Profile.production ? { creatorTag: config.creatorTag } : {}),
  };
  const endpointOf = ec2Endpoints({ deploymentRegion: config.region });
  return createApp({
    config,
    rules,
    ec2Of: (region, credentials) => ec2Over(endpointOf(region, credentials)),
    handlers,
    authenticate: () => anonymous,
    now: () => performance.now(),
    onChange: ({ request, caller, operation, region, outcomes, dryRun }) =>
      log.info('change', {
        request_id: request.requestId,
        caller: caller.name,
        source_ip: request.sourceIp,
        action: operation,
        region,
        dry_run: dryRun,
        outcomes: outcomes.map(({ instanceId, outcome, reason }) => ({
          instance_id: instanceId,
          outcome,
          code: reason?.code,
        })),
      }),
    onHandled: ({ request, route, caller, status, milliseconds, error }) => {
      if (error !== undefined && !(error instanceof Problem)) {
        log.error('fault', {
          request_id: request.requestId,
          error: error instanceof Error ? error.stack : 'not an error',
        });
      }
      log.info('request', {
        request_id: request.requestId,
        caller: caller?.name,
        method: request.method,
        route: route?.resource ?? 'NOT_FOUND',
        status,
        code: error instanceof Problem ? error.code : undefined,
        ms: Math.round(milliseconds * 10) / 10,
      });
    },
  });
}
