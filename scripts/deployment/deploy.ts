import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../../contract/defined';
import { Failure } from '../console/failure';
import type { Steps } from '../console/steps';
import { type ControlledContainer, controlledContainer } from '../docker/controlled-container';
import { ecrRegistry } from '../image/registry';
import { deployCommand } from '../settings/command-line';
import type { Variables } from '../settings/env-file';
import { type Settings, Target } from '../settings/settings';
import { withLock } from '../tools/lock';
import type { LogFile } from '../tools/log-file';
import { answers } from './answers';
import { Bootstrap, bootstrapState, notBootstrapped } from './bootstrap';
import { type CdkOptions, type CdkPrograms, cdkPrograms } from './cdk';
import { type Clients, createClients } from './clients';
import { contextOf } from './context';
import { controlledInstance } from './controlled-instance';

import { fingerprint } from './fingerprint';
import {
  authOf,
  type DeploymentRecord,
  deployedSettings,
  deploymentFolder,
  deploymentLock,
  type Outputs,
  readOutputs,
  readRecord,
  type ServiceOutputs,
  writeRecord,
} from './record';
import { functionRevision } from './revision';
import { awaitService, prepareImage, type ServiceOptions, serviceAnswers } from './service';
import { baseUrl } from './urls';

export interface DeployOptions {
  readonly settings: Settings;
  readonly variables: Variables;
  readonly steps: Steps;
  readonly log: LogFile;
  /** @default - the CDK's own */
  readonly programs?: CdkPrograms;
}

/**
 * Deploys the stacks, and sees them answer. An emulator must run already.
 * @returns what is kept of it
 * @throws Failure saying what is wrong, and what to install or set
 */
export function deploy(options: DeployOptions): Promise<DeploymentRecord> {
  const { settings, steps } = options;
  return withLock(deploymentLock(settings), () => deployAlone(options), {
    waiting: (wait) => steps.run('Wait for another make', wait),
  });
}

async function deployAlone(options: DeployOptions): Promise<DeploymentRecord> {
  const { settings, steps, variables } = options;
  const clients = createClients(settings);
  const { instanceId, host } = await controlled(options, clients);
  const context = contextOf(settings, instanceId, host);
  const print = fingerprint(context);
  const made = {
    fingerprint: print,
    auth: authOf(settings),
    command: deployCommand(variables.MAKEFLAGS),
    settings: deployedSettings(settings, host),
  };

  const before = readRecord(settings);
  if (before !== undefined && before.fingerprint === print && (await isUnchanged(settings, before, clients))) {
    await steps.run(
      'Deploy the stack',
      async () => undefined,
      () => 'unchanged, and it answers',
    );
    const record = { ...before, ...made };
    writeRecord(settings, record);
    return record;
  }
  const { outputs, service, deployedAt } = await deployAnew(options, clients, context);
  requireApiId(settings, outputs, made.command);
  const revision = await functionRevision(clients.lambda(), outputs.FunctionName);
  const record: DeploymentRecord = {
    outputs,
    // What is there stays, also when this deployment leaves it alone.
    ...defined({ service: service ?? before?.service }),
    ...made,
    deployedAt: new Date(deployedAt).toISOString(),
    ...defined({ revision }),
  };
  writeRecord(settings, record);
  return record;
}

/** Finds the default instance, and for a container its engine. */
async function controlled(
  { settings, variables, steps }: DeployOptions,
  clients: Clients,
): Promise<Partial<ControlledContainer>> {
  const { docker } = settings;
  if (docker !== undefined) return controlledContainer({ ...settings, docker }, variables, steps);
  const instanceId = await controlledInstance(settings, steps, clients.ec2());
  return instanceId === undefined ? {} : { instanceId };
}

/** Requires the API's id: an emulator sets it when it makes the API, and ignores another one later. */
function requireApiId({ context: { apiId } }: Settings, { ApiId }: Outputs, command: string): void {
  if (apiId === undefined || apiId === ApiId) return;
  throw new Failure(
    `CONTEXT has apiId=${apiId}, but the API that is deployed has the id ${ApiId}: an emulator gives the id when an API is made, if it can give ` +
      `one at all. To make it anew, without the jobs of the old one:\n\n  ${command.replace(/^make/, 'make destroy')}\n  ${command}`,
  );
}

/**
 * Checks whether nothing has changed: nobody else has deployed since, and the API answers. On AWS the CDK is asked
 * every time.
 */
async function isUnchanged(settings: Settings, record: DeploymentRecord, clients: Clients): Promise<boolean> {
  if (settings.target === Target.aws || record.revision === undefined) return false;
  const revision = await functionRevision(clients.lambda(), record.outputs.FunctionName);
  if (revision !== record.revision || !(await answers(baseUrl(settings, record.outputs), 0))) return false;
  if (settings.container === undefined) return true;
  return record.service !== undefined && serviceAnswers(settings, record.service, 0);
}

async function deployAnew(
  { settings, variables, steps, log, programs = cdkPrograms }: DeployOptions,
  clients: Clients,
  context: Readonly<Record<string, string>>,
): Promise<{ readonly outputs: Outputs; readonly service?: ServiceOutputs; readonly deployedAt: number }> {
  const folder = deploymentFolder(settings);
  mkdirSync(folder, { recursive: true });
  const cdk: CdkOptions = { settings, variables, log, assembly: join(folder, 'assembly') };
  const file = join(folder, 'outputs.json');
  const missing = await isAccountMissing(cdk, clients);
  await all([
    missing && steps.run('Prepare the emulator for the CDK', () => programs.bootstrapEmulator(cdk, folder)),
    steps.run('Build and synthesize', () => programs.synthesize(cdk, context)),
  ]);
  const service: ServiceOptions | undefined = settings.container && {
    settings,
    variables,
    steps,
    log,
    cdk,
    programs,
    registry: ecrRegistry(clients.ecr(), settings),
  };
  // What can fail without harm comes first.
  const stacks = service === undefined ? [settings.name] : await prepareImage(service);
  const title = service === undefined ? 'Deploy the stack' : 'Deploy the API and the service';
  await steps.run(title, () => programs.deployAssembly(cdk, file, stacks));
  const deployedAt = Date.now();

  const answering = (): Promise<boolean> => answers(baseUrl(settings, readOutputs(file, settings.name)), 120_000);
  const there = await steps.run(
    'Wait for the first answer',
    answering,
    (found) => (found ? undefined : 'none'),
    (found) => found,
  );
  if (!there && settings.target === Target.local) {
    // LocalStack loses the stage when a deployment changes the API: only a new stack brings it back.
    await steps.run('Replace the stack, which lost its stage', async () => {
      await programs.destroyStack(cdk);
      await programs.deployAssembly(cdk, file);
    });
  }
  if (!there && !(await answering())) throw new Failure(silent(settings));
  const outputs = readOutputs(file, settings.name);
  return { outputs, deployedAt, ...(service === undefined ? {} : { service: await awaitService(service, file) }) };
}

/** Checks whether the emulator must be prepared first; an account on AWS is prepared by its owner. */
async function isAccountMissing({ settings }: CdkOptions, clients: Clients): Promise<boolean> {
  const missing = (await bootstrapState(clients.ssm())) === Bootstrap.missing;
  if (missing && settings.target === Target.aws) throw new Failure(notBootstrapped(settings.region ?? 'this region'));
  return missing;
}

/** Waits for all, so that nothing goes on when the first failure is told. */
async function all(works: readonly unknown[]): Promise<void> {
  for (const done of await Promise.allSettled(works)) if (done.status === 'rejected') throw done.reason;
}

function silent({ target }: Settings): string {
  return target === Target.aws
    ? 'The stack is deployed, but /health does not answer yet. See its log with "make logs TARGET=aws", and its URLs with "make urls TARGET=aws".'
    : 'The stack is deployed, but /health does not answer. See the log with "make logs". To deploy it again, run "make destroy" and "make". "make down" stops the emulator, which forgets everything.';
}
