import { writeFileSync } from 'node:fs';
import { Failure } from '../console/failure';
import { program } from '../console/program';
import { createSteps } from '../console/steps';
import { createClients } from '../deployment/clients';
import { deploy } from '../deployment/deploy';
import { readRecord } from '../deployment/record';
import { serverEnvironment } from '../serve/environment';
import { loadSettings } from '../settings/load';
import { openLog } from '../tools/log-file';
import { environmentFile } from './environment-file';

/** Deploys the stack to the emulator beside it, and writes what the API's container is told to the file ENVIRONMENT_FILE. */
program(async () => {
  const { settings, variables } = loadSettings();
  const { ENVIRONMENT_FILE: file } = variables;
  if (!file) throw new Failure('ENVIRONMENT_FILE must name the file to write.');
  await deploy({ settings, variables, steps: createSteps(), log: openLog('deploy') });
  const record = readRecord(settings);
  if (record === undefined) throw new Failure('The deployment has left no record.');
  const environment = await serverEnvironment({ settings, record, lambda: createClients(settings).lambda() });
  writeFileSync(file, environmentFile(environment), { mode: 0o644 });
});
