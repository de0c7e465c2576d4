import { performance } from 'node:perf_hooks';
import { Profile } from '../contract/environment';
import { Operation } from '../contract/routes';
import { ec2Endpoints, ec2Over } from './aws/ec2';
import { composeMetrics } from './compose-metrics';
import type { Config } from './config';
import type { Rules } from './domain/guards';
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
  const metrics = composeMetrics({ config, log });
  const endpointOf = metrics.counting(ec2Endpoints({ deploymentRegion: config.region }));
  const app = createApp({
    config,
    rules,
    ec2Of: (region, credentials) => ec2Over(endpointOf(region, credentials)),
    handlers: { ...handlers, [Operation.metrics]: metrics.handler },
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
    onHandled: metrics.onHandled,
  });
  return {
    handle(...request) {
      metrics.onArrival();
      return app.handle(...request);
    },
  };
}
