import { defined } from '../contract/defined';
import { program } from './console/program';
import { createSteps } from './console/steps';
import { keyWasDeployed } from './deployment/deployed-callers';
import { deploymentFolder } from './deployment/record';
import { showUrls } from './deployment/show';
import { requireDeployment } from './deployment/there';
import { loadSettings } from './settings/load';
import { openLog } from './tools/log-file';

/** Prints the URLs of what was deployed. */
program(async () => {
  const { settings, variables } = loadSettings();
  const { outputs, service, auth, command } = await requireDeployment(settings);
  await showUrls({
    settings,
    auth,
    hasKey: keyWasDeployed(deploymentFolder(settings)),
    command,
    variables,
    outputs,
    ...defined({ service }),
    steps: createSteps(),
    log: openLog('urls'),
  });
});
