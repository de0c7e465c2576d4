import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Auth, Profile } from '../../contract/environment';
import { endpointName } from '../settings/endpoint';
import { type Settings, Target } from '../settings/settings';
import { readJson, writeJson } from '../tools/json-file';
import { lockFile } from '../tools/lock';
import { stateFolder } from '../tools/paths';

/** What is kept of a deployment, for `make urls` and for the next `make`. */
export interface DeploymentRecord {
  readonly outputs: Outputs;
  /** Of what was deployed. */
  readonly fingerprint: string;
  /** How callers prove who they are. */
  readonly auth: Auth;
  /** Of the function after the deployment: another one means that somebody else has deployed since. */
  readonly revision?: string;
}

/** The stack's outputs. */
export interface Outputs {
  readonly ApiId: string;
  readonly ApiUrl: string;
  readonly FunctionName: string;
  readonly LogGroupName?: string;
}

/** The folder of a deployment, by its name and where it is. */
export function deploymentFolder(settings: Settings): string {
  return join(stateFolder, 'deployments', deploymentName(settings));
}

/** How callers of a deployment with these settings prove who they are. */
export function authOf({ context, profile }: Settings): Auth {
  const named = Object.values(Auth).find((auth) => auth === context.auth);
  return named ?? (profile === Profile.lab ? Auth.none : Auth.key);
}

/** Held by whoever deploys or destroys. */
export function deploymentLock(settings: Settings): string {
  return lockFile(deploymentName(settings));
}

/** The names of what was deployed from here. */
export function deploymentNames(): readonly string[] {
  const folder = join(stateFolder, 'deployments');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => existsSync(join(folder, name, 'record.json'))).sort();
}

/** The name of a deployment: `ec2-control@127.0.0.1-4566`. */
export function deploymentName({ target, name, region, emulator }: Settings): string {
  const place = target === Target.aws ? `aws-${region ?? 'default'}` : endpointName(emulator.endpoint);
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
