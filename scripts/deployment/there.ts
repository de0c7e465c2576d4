import { Failure } from '../console/failure';
import { type Settings, Target } from '../settings/settings';
import { answers } from './answers';
import { type DeploymentRecord, deploymentName, deploymentNames, readRecord } from './record';
import { baseUrl } from './urls';

/**
 * Finds what was deployed from here under the settings, and sees it answer.
 * @returns its record, with the command that deploys it again
 * @throws Failure saying what brings it up
 */
export async function requireDeployment(settings: Settings): Promise<DeploymentRecord & { readonly command: string }> {
  const record = readRecord(settings);
  const where = commandOf(settings);
  if (record === undefined) throw new Failure(nothingThere(settings));
  const base = baseUrl(settings, record.outputs);
  if (!(await answers(base, 0))) throw new Failure(`The API at ${base} does not answer. "${where}" starts it again.`);
  return { command: where, ...record };
}

function commandOf({ target }: Settings): string {
  return target === Target.aws ? 'make TARGET=aws' : 'make';
}

/** Says that nothing was deployed from here under the settings, what deploys it, and what else there is. */
export function nothingThere(settings: Settings): string {
  const others = deploymentNames();
  const elsewhere =
    others.length === 0
      ? ''
      : ` There is ${others.join(', ')}: give the same EMULATOR_PORT, TARGET and name as for it.`;
  return `Nothing was deployed from here as ${deploymentName(settings)} yet. "${commandOf(settings)}" does it.${elsewhere}`;
}
