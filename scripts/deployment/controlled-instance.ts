import type { EC2Client } from '@aws-sdk/client-ec2';
import { Failure } from '../console/failure';
import type { Steps } from '../console/steps';
import { type Settings, Target } from '../settings/settings';
import { messageOf } from '../tools/errors';
import { accessFailure } from './access';
import { ensureDefaultInstance, stateOfInstance } from './default-instance';

/**
 * Finds the default instance: the one that the user names, which must exist; else, in an emulator, one that is made.
 * @throws Failure when it is not there, or EC2 does not answer
 */
export function controlledInstance(settings: Settings, steps: Steps, ec2: EC2Client): Promise<string | undefined> {
  const { instanceId, target } = settings;
  if (instanceId !== undefined) return named(settings, steps, ec2, instanceId);
  return target === Target.aws ? Promise.resolve(undefined) : made(settings, steps, ec2);
}

async function named(settings: Settings, steps: Steps, ec2: EC2Client, id: string): Promise<string> {
  const find = async (): Promise<string> => {
    const state = await stateOfInstance(ec2, id).catch((error: unknown) => silent(settings, error));
    if (state !== undefined && state !== 'terminated') return state;
    const what = state === undefined ? 'there is no such instance' : 'it is terminated';
    const where =
      settings.target === Target.aws ? `in ${settings.region ?? 'this region'}` : `at ${endpointOf(settings)}`;
    throw new Failure(`INSTANCE_ID is ${id}, but ${what} ${where}. Name another one, or leave INSTANCE_ID out.`);
  };
  await steps.run('Find the instance to control', find, (state) => `${id}, ${state}`);
  return id;
}

async function made(settings: Settings, steps: Steps, ec2: EC2Client): Promise<string> {
  const found = await steps.run(
    'Find or make the default instance',
    () => ensureDefaultInstance(ec2, settings.context.guardTag).catch((error: unknown) => silent(settings, error)),
    (result) => `${result.instanceId}${result.launched ? ', new' : ''}`,
  );
  return found.instanceId;
}

function silent(settings: Settings, error: unknown): never {
  const access = settings.target === Target.aws ? accessFailure(error) : undefined;
  if (access !== undefined) throw access;
  const who = { [Target.aws]: 'EC2', [Target.local]: "The emulator's EC2" }[settings.target];
  const where = settings.ec2Endpoint === undefined ? who : `EC2_ENDPOINT, ${settings.ec2Endpoint},`;
  throw new Failure(`${where} does not answer as EC2 does: ${messageOf(error)}.`, { cause: error });
}

function endpointOf({ ec2Endpoint, emulator }: Settings): string {
  return ec2Endpoint ?? emulator.endpoint;
}
