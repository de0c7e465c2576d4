import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { Failure } from './console/failure';
import { program } from './console/program';
import { createSteps, type Steps } from './console/steps';
import { type CdkOptions, cdk, destroyStack, synthesize } from './deployment/cdk';
import { createClients } from './deployment/clients';
import { contextOf } from './deployment/context';
import { defaultInstances } from './deployment/default-instance';
import { deploymentFolder, deploymentLock, readRecord, removeRecord } from './deployment/record';
import { stacksIn, stacksOf } from './deployment/service';
import { engineOf, removeDefaultContainers } from './docker/default-container';
import { probe } from './emulator/probe';
import type { Variables } from './settings/env-file';
import { loadSettings } from './settings/load';
import { type Settings, Target } from './settings/settings';
import { withLock } from './tools/lock';
import { openLog } from './tools/log-file';

/** Removes the stack, and in an emulator the default instance; on AWS the CDK asks before it does. */
program(async () => {
  const { settings, variables } = loadSettings();
  const steps = createSteps();
  await withLock(deploymentLock(settings), () => destroy(settings, variables, steps), {
    waiting: (wait) => steps.run('Wait for another make', wait),
  });
});

async function destroy(settings: Settings, variables: Variables, steps: Steps): Promise<void> {
  const { emulator, target } = settings;
  const options = {
    settings,
    variables,
    log: openLog('destroy'),
    assembly: join(deploymentFolder(settings), 'assembly'),
  };
  if (target === Target.local && (await probe(emulator.endpoint)).kind !== 'emulator') {
    throw new Failure(`No emulator answers at ${emulator.endpoint}: there is nothing to destroy.`);
  }
  const stacks = destroyed(settings);
  // A later deployment without CONTAINER=on has left the container's stack out of the assembly.
  const assembled = stacksIn(options.assembly);
  if (!stacks.every((stack) => assembled.includes(stack))) {
    await steps.run('Build and synthesize', () => synthesize(options, contextToDestroy(settings, stacks)));
  }
  if (target === Target.aws) {
    destroyOnAws(options);
  } else {
    await steps.run('Destroy the stack', () => destroyStack(options, stacks));
    const engine = readRecord(settings)?.settings?.engine;
    await steps.run(
      engine === undefined ? 'Terminate the default instance' : 'Remove the default container',
      () => (engine === undefined ? terminateDefault(settings) : removeDefaultContainers(engineOf(engine))),
      (count) => (count === 0 ? 'there is none' : undefined),
    );
  }
  removeRecord(settings);
}

/** Makes the context of stacks that are about to go: they need no certificate. */
function contextToDestroy(settings: Settings, stacks: readonly string[]): Readonly<Record<string, string>> {
  if (stacks.length === 1) return contextOf(settings, settings.instanceId);
  return { allowHttp: 'true', ...contextOf({ ...settings, container: true }, settings.instanceId) };
}

/** Lists what is destroyed: the registry stays, with its images. */
function destroyed(settings: Settings): readonly string[] {
  const container = readRecord(settings)?.service !== undefined || settings.container !== undefined;
  return container ? [stacksOf(settings.name).container, settings.name] : [settings.name];
}

function destroyOnAws(options: CdkOptions): void {
  const stacks = destroyed(options.settings);
  const { command, args, env } = cdk(options, ['destroy', '--app', options.assembly, '--exclusively', ...stacks]);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...env, CI: '' } });
  if (status !== 0) throw new Failure('The stack was not destroyed.');
}

/** Terminates only instances that `make` has made, never one that the user named. */
async function terminateDefault(settings: Settings): Promise<number> {
  const ec2 = createClients(settings).ec2();
  const ids = await defaultInstances(ec2);
  if (ids.length > 0) await ec2.send(new TerminateInstancesCommand({ InstanceIds: [...ids] }));
  return ids.length;
}
