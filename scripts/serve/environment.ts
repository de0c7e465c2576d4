import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { Auth, callersFile } from '../../contract/environment';
import { Failure } from '../console/failure';
import { type DeploymentRecord, deploymentFolder } from '../deployment/record';
import type { Variables } from '../settings/env-file';
import { type Settings, Target } from '../settings/settings';

export interface ServerEnvironmentOptions {
  readonly settings: Settings;
  readonly record: DeploymentRecord;
  readonly lambda: LambdaClient;
}

/**
 * What the server is told: what the function of the same deployment is told, and its callers.
 * @throws Failure when the deployment is one that a server cannot serve
 * @see docs/decisions/0038
 */
export async function serverEnvironment({ settings, record, lambda }: ServerEnvironmentOptions): Promise<Variables> {
  if (record.auth === Auth.iam) {
    throw new Failure(
      'The deployment has auth=iam: its callers are known by what API Gateway verifies, which a server has no part in. ' +
        'Deploy with CONTEXT="auth=key".',
    );
  }
  const { FunctionName } = record.outputs;
  const found = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName })).catch((cause: unknown) => {
    throw new Failure(`The function ${FunctionName} is not there: deploy first, with "make".`, { cause });
  });
  return {
    ...found.Environment?.Variables,
    FUNCTION_NAME: FunctionName,
    AWS_REGION: settings.region ?? (await lambda.config.region()),
    ...(settings.target === Target.local ? emulatorVariables(settings.emulator.endpoint) : {}),
    ...(record.auth === Auth.key ? { CALLERS: deployedCallers(settings) } : {}),
  };
}

/** Where an emulator is, and the credentials of its default account. */
export function emulatorVariables(endpoint: string): Variables {
  return { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
}

/** The callers as they were deployed, which the file at hand may not say any more. */
function deployedCallers(settings: Settings): string {
  const path = join(deploymentFolder(settings), 'assembly', 'function', callersFile);
  if (!existsSync(path)) {
    throw new Failure('The callers of the deployment are not on this machine: deploy from here first, with "make".');
  }
  return readFileSync(path, 'utf8');
}
