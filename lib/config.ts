import { defaults } from '../contract/defaults';
import { defined } from '../contract/defined';
import type { Compute } from '../contract/docker';
import { Auth, LogLevel, Profile } from '../contract/environment';
import { type ContainerSettings, containerOf, refuseUnservable } from './config-container';
import { type DockerSettings, dockerOf, refuseDockerElsewhere } from './config-docker';
import { ContextReader } from './context';
import { refuseUnknownKeys } from './context-keys';
import * as rule from './context-rules';
import { corsOrigins } from './cors-origin';
import { type ProfileDefaults, profileDefaults } from './profile-defaults';

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What a deployment is: the CDK context after reading, complete and frozen. */
export interface ControlConfig {
  readonly profile: Profile;
  readonly auth: Auth;
  /** Name of the function and of the stack. */
  readonly name: string;
  readonly apiName: string;
  /** Pins the API's id on an emulator; AWS chooses it itself. */
  readonly apiId?: string;
  /** The default instance. */
  readonly instanceId?: string;
  /** Regions that a request may name, beside the stack's own. */
  readonly regions: readonly string[];
  readonly instanceTypes: readonly string[];
  /** Absent: every instance may be changed. */
  readonly guardTag?: Tag;
  readonly creatorTag: Tag;
  /** Deleting asks for the creator tag. */
  readonly checkCreatorTag: boolean;
  /** Path of the callers file. Absent: the usual one, which need not exist yet. */
  readonly callers?: string;
  /** The function's EC2 endpoint; lab only. */
  readonly ec2Endpoint?: string;
  readonly compute: Compute;
  /** What containers are controlled with, in the place of instances; lab only. */
  readonly docker?: DockerSettings;
  readonly architecture: 'arm64' | 'x86_64';
  readonly requestMetrics: boolean;
  /** Schedules: their routes, and the rule that wakes them. */
  readonly schedules: boolean;
  readonly logLevel: LogLevel;
  readonly logRetentionDays: number;
  /** Requests a second, and in a burst, over all callers. */
  readonly throttleRate: number;
  readonly throttleBurst: number;
  readonly corsOrigins: readonly string[];
  /** Keys of encrypted volumes that starting may make grants on. */
  readonly kmsKeyArns: readonly string[];
  /** Seconds between a job's attempts after capacity or throttling errors. */
  readonly retrySeconds: readonly number[];
  /** Told of alarms and of failed jobs. */
  readonly alarmTopicArn?: string;
  /** Dashboard and alarms. */
  readonly dashboard: boolean;
  /** The API as a container too, behind a load balancer. */
  readonly container?: ContainerSettings;
  /** The repository on GitHub, as `owner/name`, whose workflow may push the container's image. */
  readonly githubRepository?: string;
  /** GitHub's identity provider, where the account has it already. */
  readonly githubProviderArn?: string;
  /** Check the app against cdk-nag's AwsSolutions rules while it is synthesized. */
  readonly nag: boolean;
}

/** Where the values come from: `node.tryGetContext` and the keys of `node.getAllContext()` of the app. */
export interface ContextSource {
  readonly get: (key: string) => unknown;
  readonly keys: readonly string[];
}

/**
 * Turns the CDK context into the configuration.
 * @throws Error naming every bad value at once, with the value got and the values allowed
 */
export function readControlConfig(source: ContextSource): ControlConfig {
  const context = new ContextReader(source.get);
  refuseUnknownKeys(context, source.keys);
  const profile = context.oneOf('profile', Object.values(Profile), Profile.production);
  const config = read(context, profile, profileDefaults[profile]);
  refuseContradictions(context, config);
  if (context.mistakes.length > 0) {
    throw new Error(`the context is not valid:\n${context.mistakes.map((mistake) => `  ${mistake}`).join('\n')}`);
  }
  return Object.freeze(config);
}

function read(context: ContextReader, profile: Profile, usual: ProfileDefaults): ControlConfig {
  const name = context.text('name', ...rule.name);
  const guardTag = tagOf(context.text('guardTag', ...rule.tagOrOff) ?? usual.guardTag);
  const container = containerOf(context, profile);
  return {
    profile,
    auth: context.oneOf('auth', Object.values(Auth), usual.auth),
    name: name ?? defaults.name,
    apiName: name === undefined || name === defaults.name ? 'EC2-Control-API' : `${name}-API`,
    ...present('apiId', context.text('apiId', ...rule.apiId)),
    ...present('instanceId', context.text('instanceId', ...rule.instanceId)),
    regions: context.list('regions', ...rule.region) ?? usual.regions(),
    instanceTypes: context.list('instanceTypes', ...rule.instanceType) ?? usual.instanceTypes,
    ...defined({ guardTag }),
    creatorTag: tagOf(context.text('creatorTag', ...rule.tag)) ?? usual.creatorTag,
    checkCreatorTag: usual.checkCreatorTag,
    ...present('callers', context.text('callers', /./, 'a path')),
    ...present('ec2Endpoint', context.text('ec2Endpoint', ...rule.url)),
    ...dockerOf(context),
    architecture: context.oneOf('architecture', ['arm64', 'x86_64'], usual.architecture),
    requestMetrics: context.flag('requestMetrics', true),
    schedules: context.flag('schedules', true),
    logLevel: context.oneOf('logLevel', Object.values(LogLevel), LogLevel.info),
    logRetentionDays: context.number('logRetentionDays', usual.logRetentionDays, ...rule.retention),
    throttleRate: context.number('throttleRate', usual.throttle.rate, ...rule.rate),
    throttleBurst: context.number('throttleBurst', usual.throttle.burst, ...rule.burst),
    corsOrigins: corsOrigins(context),
    kmsKeyArns: context.list('kmsKeyArns', ...rule.kmsKeyArn) ?? [],
    retrySeconds: context.list('retrySeconds', ...rule.seconds)?.map(Number) ?? usual.retrySeconds,
    ...present('alarmTopicArn', context.text('alarmTopicArn', ...rule.topicArn)),
    dashboard: context.flag('dashboard', usual.dashboard),
    ...defined({ container }),
    ...present('githubRepository', context.text('githubRepository', ...rule.githubRepository)),
    ...present('githubProviderArn', context.text('githubProviderArn', ...rule.providerArn)),
    nag: context.flag('nag', false),
  };
}

/** Refuses values that are allowed alone but not together. */
function refuseContradictions(context: ContextReader, config: ControlConfig): void {
  const anonymous = context.flag('allowAnonymous', false);
  refuseDockerElsewhere(context, config);
  refuseUnservable(context, config);
  if (config.githubProviderArn !== undefined && config.githubRepository === undefined) {
    context.refuse('githubProviderArn is for githubRepository, which is not given');
  }
  if (config.profile === Profile.lab) return;
  if (config.ec2Endpoint !== undefined) {
    context.refuse('ec2Endpoint is for the profile lab only, but the profile is production');
  }
  if (config.auth === Auth.none && !anonymous) {
    context.refuse(
      'auth is "none", but must be key or iam in the profile production: anyone could stop the instances ' +
        '(allowAnonymous=true allows this)',
    );
  }
}

function tagOf(text: string | undefined): Tag | undefined {
  if (text === undefined || text === 'off') return undefined;
  const [key = '', ...value] = text.split('=');
  return { key, value: value.join('=') };
}

function present<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: string });
}
