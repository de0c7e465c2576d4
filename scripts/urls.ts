import { Failure } from './console/failure';
import { program } from './console/program';
import { createSteps } from './console/steps';
import { answers } from './deployment/answers';
import { deploymentName, deploymentNames, readRecord } from './deployment/record';
import { showUrls } from './deployment/show';
import { baseUrl } from './deployment/urls';
import { loadSettings } from './settings/load';
import { type Settings, Target } from './settings/settings';
import { openLog } from './tools/log-file';

/** Prints the URLs of what was deployed. */
program(async () => {
  const { settings, variables } = loadSettings();
  const record = readRecord(settings);
  const where = settings.target === Target.aws ? 'make TARGET=aws' : 'make';
  if (record === undefined) throw new Failure(nothingThere(settings, where));
  const { outputs, auth, command = where } = record;
  if (!(await answers(baseUrl(settings, outputs), 0))) {
    throw new Failure(`The API at ${baseUrl(settings, outputs)} does not answer. "${where}" brings it up again.`);
  }
  await showUrls({ settings, auth, command, variables, outputs, steps: createSteps(), log: openLog('urls') });
});

function nothingThere(settings: Settings, where: string): string {
  const others = deploymentNames();
  const elsewhere =
    others.length === 0
      ? ''
      : ` There is ${others.join(', ')}: give the same EMULATOR_PORT, TARGET and name as for it.`;
  return `Nothing was deployed from here as ${deploymentName(settings)} yet. "${where}" does it.${elsewhere}`;
}
