import { join } from 'node:path';
import type { Variables } from '../settings/env-file';
import { Emulator, type Settings, Target } from '../settings/settings';
import type { LogFile } from '../tools/log-file';
import { root } from '../tools/paths';
import { mustRun, type Tool } from '../tools/run';

/** Everything to run the CDK with. */
export interface CdkOptions {
  readonly settings: Settings;
  readonly variables: Variables;
  readonly log: LogFile;
  /** Takes the assembly: the templates and assets. */
  readonly assembly: string;
}

/** Makes the assembly; the CDK builds the function first. */
export async function synthesize(options: CdkOptions, context: Readonly<Record<string, string>>): Promise<void> {
  const keys = Object.entries(context).flatMap(([key, value]) => ['--context', `${key}=${value}`]);
  const tool = cdk(options, ['synth', '--quiet', '--output', options.assembly, ...keys]);
  await mustRun(tool, options.log, 'The stack could not be synthesized. See the cause below.');
}

/**
 * Deploys stacks of the assembly, in the order of their dependencies.
 * @param outputs - file that takes their outputs
 * @param stacks - @default - that of the API
 * @see docs/decisions/0019
 */
export async function deployAssembly(
  options: CdkOptions,
  outputs: string,
  stacks: readonly string[] = [options.settings.name],
): Promise<void> {
  const { target, emulator } = options.settings;
  const quiet = ['--require-approval', 'never', '--progress', 'events'];
  // Without a change set, which would be made and waited for first; on AWS it is what shows a change that cannot be made.
  const direct = target === Target.local && emulator.kind === Emulator.ministack && !emulator.given;
  if (direct) quiet.push('--method', 'direct');
  const tool = cdk(options, [
    ...['deploy', '--app', options.assembly, '--outputs-file', outputs, ...quiet],
    ...['--exclusively', ...stacks],
  ]);
  await mustRun(tool, options.log, `${stacks.join(', ')} could not be deployed. See the cause below.`);
}

/** Bootstraps an emulator's account. It is done from a folder without an app, which it would synthesize first. */
export async function bootstrapEmulator(options: CdkOptions, cwd: string): Promise<void> {
  const environment = `aws://000000000000/${options.settings.region ?? 'us-east-1'}`;
  const tool = { ...cdk(options, ['bootstrap', environment]), cwd };
  await mustRun(tool, options.log, 'The emulator could not be bootstrapped for the CDK. See the cause below.');
}

/**
 * Destroys stacks of a deployment.
 * @param stacks - @default - that of the API
 */
export async function destroyStack(
  options: CdkOptions,
  stacks: readonly string[] = [options.settings.name],
): Promise<void> {
  const tool = cdk(options, ['destroy', '--app', options.assembly, '--force', '--exclusively', ...stacks]);
  await mustRun(tool, options.log, 'The stack could not be destroyed. See the cause below.');
}

/** What a deployment asks of the CDK. */
export const cdkPrograms = { synthesize, deployAssembly, bootstrapEmulator, destroyStack } as const;
export type CdkPrograms = typeof cdkPrograms;

/** Runs `cdk` on AWS, `cdklocal` on an emulator. */
export function cdk(
  { settings, variables }: Pick<CdkOptions, 'settings' | 'variables'>,
  args: readonly string[],
): Tool {
  const { target, region, emulator } = settings;
  const common = { ...variables, CDK_DISABLE_CLI_TELEMETRY: 'true', CI: 'true' };
  const place = region === undefined ? {} : { AWS_REGION: region, AWS_DEFAULT_REGION: region };
  const tool = (name: string): string => join(root, 'node_modules/.bin', name);
  if (target === Target.aws) return { command: tool('cdk'), args, env: { ...common, ...place }, cwd: root };
  // cdklocal takes the user's AWS settings out of the environment, but for those that it is told to leave.
  const local = {
    AWS_ENDPOINT_URL: emulator.endpoint,
    AWS_ENDPOINT_URL_S3: emulator.endpoint,
    AWS_ENVAR_ALLOWLIST: 'AWS_REGION,AWS_DEFAULT_REGION',
    // Else the CDK asks the proxy, where there is one, for an address on this machine.
    ...withoutProxy(variables, new URL(emulator.endpoint).hostname),
  };
  return { command: tool('cdklocal'), args, env: { ...common, ...place, ...local }, cwd: root };
}

/** Excepts a host from the proxy. Of the two spellings of the variable the lower-case one has precedence. */
function withoutProxy({ no_proxy, NO_PROXY }: Variables, host: string): Variables {
  const hosts = [no_proxy || NO_PROXY, host.replace(/^\[|\]$/g, '')].filter(Boolean).join(',');
  return { no_proxy: hosts, NO_PROXY: hosts };
}
