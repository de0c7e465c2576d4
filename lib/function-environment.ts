import { dockerInstanceType } from '../contract/docker';
import { Environment, type EnvironmentName } from '../contract/environment';
import type { ControlConfig, Tag } from './config';

/** What the function is told of the other resources. */
export interface Surroundings {
  readonly version: string;
  readonly tableName: string;
  readonly stateMachineArn: string;
}

/**
 * Makes the function's environment. Empty values are left out: the function reads an absent variable as an empty one.
 */
export function functionEnvironment(config: ControlConfig, around: Surroundings): Readonly<Record<string, string>> {
  const values: Readonly<Record<EnvironmentName, string>> = {
    [Environment.profile]: config.profile,
    [Environment.auth]: config.auth,
    [Environment.version]: around.version,
    [Environment.instanceId]: config.instanceId ?? '',
    [Environment.allowedRegions]: config.regions.join(','),
    [Environment.allowedInstanceTypes]: (config.docker === undefined
      ? config.instanceTypes
      : [dockerInstanceType]
    ).join(','),
    [Environment.compute]: config.compute,
    ...dockerEnvironment(config),
    [Environment.guardTag]: config.guardTag === undefined ? '' : asText(config.guardTag),
    [Environment.creatorTag]: asText(config.creatorTag),
    [Environment.corsOrigins]: config.corsOrigins.join(','),
    [Environment.tableName]: around.tableName,
    [Environment.stateMachineArn]: around.stateMachineArn,
    [Environment.throttleRate]: String(config.throttleRate),
    [Environment.throttleBurst]: String(config.throttleBurst),
    [Environment.schedules]: config.schedules ? 'on' : 'off',
    [Environment.requestMetrics]: config.requestMetrics ? 'on' : 'off',
    [Environment.logLevel]: config.logLevel,
    [Environment.retrySeconds]: config.retrySeconds.join(','),
  };
  // The SDK reads this one: it moves the EC2 calls, and no others, to another endpoint.
  const all = { ...values, AWS_ENDPOINT_URL_EC2: config.ec2Endpoint ?? '' };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

function dockerEnvironment({ docker }: ControlConfig) {
  const limits = Object.entries(docker?.limits ?? {}).map(([name, value]) => `${name}=${value}`);
  return {
    [Environment.dockerHost]: docker?.host ?? '',
    [Environment.dockerImages]: docker?.images.join(',') ?? '',
    [Environment.dockerLimits]: limits.join(','),
  };
}

function asText({ key, value }: Tag): string {
  return `${key}=${value}`;
}
