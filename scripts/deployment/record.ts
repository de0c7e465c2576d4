import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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

/** Held by whoever deploys or destroys. */
export function deploymentLock(settings: Settings): string {
  return lockFile(deploymentName(settings));
}

function deploymentName({ target, name, region, emulator }: Settings): string {
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
