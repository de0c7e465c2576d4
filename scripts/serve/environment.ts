import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { Auth } from '../../contract/environment';
import { Failure } from '../console/failure';
import { deployedCallers } from '../deployment/deployed-callers';
import { type DeploymentRecord, deploymentFolder } from '../deployment/record';
import type { Variables } from '../settings/env-file';
import { type Settings, Target } from '../settings/settings';

export interface ServerEnvironmentOptions {
  readonly settings: Settings;
  readonly record: DeploymentRecord;
  readonly lambda: LambdaClient;
}

/**
 * Makes the server's environment: that of the function of the same deployment, and its callers.
 * @throws Failure when the deployment is one that a server cannot serve
 * @see docs/decisions/0038
 */
export async function serverEnvironment({ settings, record, lambda }: ServerEnvironmentOptions): Promise<Variables> {
  if (record.auth === Auth.iam) {
    throw new Failure(
      'The deployment has auth=iam: API Gateway verifies its callers, and a server cannot. ' +
        'Deploy with CONTEXT="auth=key".',
    );
  }
  const { FunctionName } = record.outputs;
  const found = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName })).catch((cause: unknown) => {
    throw new Failure(`There is no function ${FunctionName}. Deploy it with "make" first.`, { cause });
  });
  return {
    ...found.Environment?.Variables,
    FUNCTION_NAME: FunctionName,
    AWS_REGION: settings.region ?? (await lambda.config.region()),
    ...(settings.target === Target.local ? emulatorVariables(settings.emulator.endpoint) : {}),
    ...(record.auth === Auth.key ? { CALLERS: callersOf(settings) } : {}),
  };
}

/** Makes the variables for an emulator: its endpoint, and the credentials of its default account. */
export function emulatorVariables(endpoint: string): Variables {
  return { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
}

function callersOf(settings: Settings): string {
  const callers = deployedCallers(deploymentFolder(settings));
  if (callers === undefined) {
    throw new Failure('This machine does not have the callers of the deployment. Deploy from here with "make" first.');
  }
  return callers;
}
