import { defaults } from '../contract/defaults';
import { defined } from '../contract/defined';
import { Compute, dockerRegion } from '../contract/docker';
import { Auth, Environment, type EnvironmentName, LogLevel, Profile } from '../contract/environment';
import type { Front } from '../contract/fronts';
import type { Feature } from '../contract/routes';
import { type DockerConfig, dockerOf } from './config-docker';
import type { Tag } from './domain/instance';

/** The function's configuration, read once from the environment that the stack sets. */
export interface Config {
  readonly profile: Profile;
  readonly auth: Auth;
  readonly version: string;
  /** The deployment's own region. */
  readonly region: string;
  readonly functionName: string;
  /** The default instance. */
  readonly instanceId?: string;
  /** What answers name as region where a request names none, and records are kept under. */
  readonly homeRegion: string;
  readonly compute: Compute;
  /** @default - the function */
  readonly front?: Front;
  /** Present where containers are controlled in the place of instances. */
  readonly docker?: DockerConfig;
  readonly allowedRegions: readonly string[];
  readonly allowedInstanceTypes: readonly string[];
  readonly guardTag?: Tag;
  /** Written at creation; `delete` asks for it in production. */
  readonly creatorTag: Tag;
  readonly corsOrigins: readonly string[];
  readonly tableName: string;
  readonly stateMachineArn: string;
  readonly requestMetrics: boolean;
  /** What the deployment has of what it can be without. */
  readonly features: readonly Feature[];
  readonly logLevel: LogLevel;
  readonly retrySeconds: readonly number[];
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration.
 * @throws Error naming every missing or bad variable at once
 */
export function readConfig(env: Variables): Config {
  const wrong: string[] = [];
  const text = (name: EnvironmentName): string => env[name] ?? '';
  const list = (name: EnvironmentName): readonly string[] => text(name).split(',').filter(Boolean);
  const required = (name: string): string => {
    const value = env[name];
    if (!value) wrong.push(`${name} is not set`);
    return value ?? '';
  };
  const oneOf = <T extends string>(name: EnvironmentName, values: readonly T[], fallback?: T): T | undefined => {
    const value = values.find((candidate) => candidate === (text(name) || fallback));
    if (value === undefined) wrong.push(`${name} is "${text(name)}", not one of ${values.join(', ')}`);
    return value;
  };
  const tag = (name: EnvironmentName): Tag | undefined => {
    const [key, ...value] = text(name).split('=');
    if (!key) return undefined;
    if (value.length === 0) wrong.push(`${name} is "${text(name)}", not of the form key=value`);
    return { key, value: value.join('=') };
  };
  const retrySeconds = list(Environment.retrySeconds).map(Number);
  if (retrySeconds.some((seconds) => !(seconds > 0))) {
    wrong.push(`${Environment.retrySeconds} is "${text(Environment.retrySeconds)}", not a list of seconds`);
  }

  const region = required('AWS_REGION');
  const compute = oneOf(Environment.compute, Object.values(Compute), Compute.ec2) ?? Compute.ec2;
  const docker = compute === Compute.docker ? dockerOf(text, wrong) : undefined;
  const guardTag = tag(Environment.guardTag);
  const instanceId = text(Environment.instanceId);
  const config: Config = {
    profile: oneOf(Environment.profile, Object.values(Profile)) ?? Profile.production,
    auth: oneOf(Environment.auth, Object.values(Auth)) ?? Auth.key,
    version: text(Environment.version) || 'unknown',
    region,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME ?? defaults.name,
    ...(instanceId ? { instanceId } : {}),
    homeRegion: docker === undefined ? region : dockerRegion,
    compute,
    ...defined({ docker }),
    allowedRegions: docker === undefined ? [...new Set([region, ...list(Environment.allowedRegions)])] : [dockerRegion],
    allowedInstanceTypes: list(Environment.allowedInstanceTypes),
    ...(guardTag ? { guardTag } : {}),
    creatorTag: tag(Environment.creatorTag) ?? defaults.creatorTag,
    corsOrigins: list(Environment.corsOrigins),
    tableName: text(Environment.tableName),
    stateMachineArn: text(Environment.stateMachineArn),
    features: text(Environment.schedules) === 'off' ? [] : ['schedules'],
    requestMetrics: text(Environment.requestMetrics) !== 'off',
    logLevel: oneOf(Environment.logLevel, Object.values(LogLevel), LogLevel.info) ?? LogLevel.info,
    retrySeconds: retrySeconds.length > 0 ? retrySeconds : defaults.retrySeconds,
  };
  if (wrong.length > 0) throw new Error(`the function is misconfigured: ${wrong.join('; ')}`);
  return Object.freeze(config);
}

/** Reads the configuration of this process; the only place in the function that reads the environment. */
export function loadConfig(): Config {
  return readConfig(process.env);
}
