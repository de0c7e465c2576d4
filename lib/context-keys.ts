import type { ContextReader } from './context';

/** Keys that say nothing without `container=on`. */
export const containerKeys = [
  'imageTag',
  'certificateArn',
  'allowedCidrs',
  'allowHttp',
  'tasks',
  'maxTasks',
  'natGateways',
  'emulator',
] as const;

/** Every context key of the app; docs/guide and the deploy script use these names. */
export const contextKeys = [
  'profile',
  'auth',
  'name',
  'apiId',
  'instanceId',
  'regions',
  'instanceTypes',
  'guardTag',
  'creatorTag',
  'callers',
  'allowAnonymous',
  'ec2Endpoint',
  'compute',
  'dockerHost',
  'dockerImages',
  'dockerMemory',
  'dockerProcesses',
  'dockerCpus',
  'architecture',
  'requestMetrics',
  'schedules',
  'logLevel',
  'logRetentionDays',
  'throttleRate',
  'throttleBurst',
  'corsOrigins',
  'kmsKeyArns',
  'retrySeconds',
  'alarmTopicArn',
  'dashboard',
  'container',
  ...containerKeys,
  'githubRepository',
  'githubProviderArn',
  'nag',
] as const;

/**
 * Refuses unknown keys of the context. The CDK's own keys have a colon, slash or hyphen; a plain word that is not ours
 * is a typing mistake.
 */
export function refuseUnknownKeys(context: ContextReader, keys: readonly string[]): void {
  const known: readonly string[] = contextKeys;
  for (const key of keys.filter((candidate) => /^[A-Za-z0-9_]+$/.test(candidate) && !known.includes(candidate))) {
    context.refuse(`${key} is not a context key; the keys are ${known.join(', ')}`);
  }
}
