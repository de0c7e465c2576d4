import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../../contract/defined';
import { Auth, Profile } from '../../contract/environment';
import { endpointName } from '../settings/endpoint';
import { frontOf, type Settings, Target } from '../settings/settings';
import { readJson, writeJson } from '../tools/json-file';
import { lockFile } from '../tools/lock';
import { stateFolder } from '../tools/paths';

/** What is kept of a deployment, for `make urls` and for the next `make`. */
export interface DeploymentRecord {
  readonly outputs: Outputs;
  /** Of the container's stack, where there is one. */
  readonly service?: ServiceOutputs;
  /** Of what was deployed. */
  readonly fingerprint: string;
  /** How callers prove who they are. */
  readonly auth: Auth;
  /** The command that deploys the same again. @default - it was deployed before commands were kept */
  readonly command?: string;
  /** @default - it was deployed before settings were kept */
  readonly settings?: DeployedSettings;
  /** When the function was deployed last, as an RFC 3339 time. @default - it was deployed before times were kept */
  readonly deployedAt?: string;
  /** Of the function after the deployment: another one means that somebody else has deployed since. */
  readonly revision?: string;
}

/** The settings that a deployment was made with, of those that the next command may forget. */
export interface DeployedSettings
  extends Pick<Settings, 'profile' | 'instanceId' | 'ec2Endpoint' | 'docker' | 'container' | 'context'> {
  /** The engine of its containers, for `DOCKER_HOST`. */
  readonly engine?: string;
}

/** The stack's outputs. */
export interface Outputs {
  readonly ApiId: string;
  readonly ApiUrl: string;
  readonly FunctionName: string;
  readonly LogGroupName?: string;
}

/** The outputs of the container's stack. */
export interface ServiceOutputs {
  readonly ServiceUrl: string;
  readonly BalancerName: string;
  readonly ServiceLogGroupName: string;
}

/** Names the folder of a deployment by its name and place. */
export function deploymentFolder(settings: Settings): string {
  return join(stateFolder, 'deployments', deploymentName(settings));
}

/** Determines how callers of a deployment with these settings authenticate. */
export function authOf({ context, profile }: Settings): Auth {
  const named = Object.values(Auth).find((auth) => auth === context.auth);
  return named ?? (profile === Profile.lab ? Auth.none : Auth.key);
}

export function deployedSettings(
  { profile, instanceId, ec2Endpoint, docker, container, context }: Settings,
  engine?: string,
): DeployedSettings {
  return {
    profile,
    ...defined({ instanceId, ec2Endpoint, docker, container, engine }),
    context,
  };
}

/** Names the lock of programs that deploy or destroy. */
export function deploymentLock(settings: Settings): string {
  return lockFile(deploymentName(settings));
}

/** Lists the names of what was deployed from here. */
export function deploymentNames(): readonly string[] {
  const folder = join(stateFolder, 'deployments');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => existsSync(join(folder, name, 'record.json'))).sort();
}

/** Reads the records of all deployments that were made from here. */
export function deploymentRecords(): readonly DeploymentRecord[] {
  const read = (name: string) => readJson<DeploymentRecord>(join(stateFolder, 'deployments', name, 'record.json'));
  return deploymentNames().flatMap((name) => read(name) ?? []);
}

/** Makes the name of a deployment: `ec2-control@127.0.0.1-4566`. */
export function deploymentName({ target, name, region, emulator }: Settings): string {
  const place = target === Target.aws ? `aws-${region ?? 'default'}` : endpointName(frontOf(emulator));
  return `${name}@${place}`;
}

export function readRecord(settings: Settings): DeploymentRecord | undefined {
  return readJson(join(deploymentFolder(settings), 'record.json'));
}

export function writeRecord(settings: Settings, record: DeploymentRecord): void {
  writeJson(join(deploymentFolder(settings), 'record.json'), record);
}

export function removeRecord(settings: Settings): void {
  rmSync(deploymentFolder(settings), { recursive: true, force: true });
}

/** Reads the file that the CDK writes the outputs of its stacks to. */
export function readOutputs(file: string, stack: string): Outputs {
  const outputs = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Outputs>)[stack];
  if (outputs?.ApiId === undefined) throw new Error(`${file} has no output ApiId of the stack ${stack}`);
  return outputs;
}
