import { join } from 'node:path';
import { program } from './console/program';
import { createSteps } from './console/steps';
import { synthesize } from './deployment/cdk';
import { contextOf } from './deployment/context';
import { loadSettings } from './settings/load';
import { openLog } from './tools/log-file';
import { root } from './tools/paths';

/** Builds the function and writes the template, checked against cdk-nag's rules. It needs neither emulator nor account. */
program(async () => {
  const { settings, variables } = loadSettings();
  const cdk = { settings, variables, log: openLog('synth'), assembly: join(root, 'cdk.out') };
  const context = { nag: 'true', ...contextOf(settings, settings.instanceId) };
  await createSteps().run(
    'Build, synthesize and check',
    () => synthesize(cdk, context),
    () => `cdk.out/${settings.name}.template.json`,
  );
});
