import { Failure } from './console/failure';
import { program } from './console/program';
import { createSteps } from './console/steps';
import { answers } from './deployment/answers';
import { readRecord } from './deployment/record';
import { showUrls } from './deployment/show';
import { baseUrl } from './deployment/urls';
import { loadSettings } from './settings/load';
import { Target } from './settings/settings';
import { openLog } from './tools/log-file';

/** Prints the URLs of what was deployed. */
program(async () => {
  const { settings, variables } = loadSettings();
  const outputs = readRecord(settings)?.outputs;
  const where = settings.target === Target.aws ? 'make TARGET=aws' : 'make';
  if (outputs === undefined) throw new Failure(`Nothing was deployed from here yet. "${where}" does it.`);
  if (!(await answers(baseUrl(settings, outputs), 0))) {
    throw new Failure(`The API at ${baseUrl(settings, outputs)} does not answer. "${where}" brings it up again.`);
  }
  await showUrls({ settings, variables, outputs, steps: createSteps(), log: openLog('urls') });
});
