import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { emulatorCredentials } from '../../../scripts/deployment/clients';
import type { Deployed } from './deployed';

const FunctionName = 'ec2-control';

/** Sets environment variables of the deployed function, such as where it finds a service of AWS. */
export async function reroute({ endpoint }: Deployed, variables: Readonly<Record<string, string>>): Promise<void> {
  const lambda = new LambdaClient({ endpoint, region: 'us-east-1', credentials: emulatorCredentials });
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const Variables = { ...Environment?.Variables, ...variables };
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  lambda.destroy();
}
