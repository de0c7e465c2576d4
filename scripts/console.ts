import { program } from './console/program';
import { requireDeployment } from './deployment/there';
import { baseUrl, codespaceUrl, consoleUrl } from './deployment/urls';
import { loadSettings } from './settings/load';
import { openInBrowser } from './tools/browser';

/** Opens the console of what was deployed; where no browser can be opened, its URL is printed and that is all. */
program(async () => {
  const { settings, variables } = loadSettings();
  const { outputs } = await requireDeployment(settings);
  const url = consoleUrl(codespaceUrl(settings, outputs, variables) ?? baseUrl(settings, outputs));
  console.log(url);
  await openInBrowser(url, variables);
});
