import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECRClient } from '@aws-sdk/client-ecr';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { defined } from '../../contract/defined';
import { type Settings, Target } from '../settings/settings';

interface ClientOptions {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts?: number;
}

/** Clients of the account that is deployed to; the user's own credentials never go to an emulator. */
export interface Clients {
  ec2(): EC2Client;
  ecr(): ECRClient;
  lambda(): LambdaClient;
  logs(): CloudWatchLogsClient;
  ssm(): SSMClient;
}

export function createClients(settings: Settings): Clients {
  const options = clientOptions(settings);
  const ec2Endpoint = settings.ec2Endpoint ?? options.endpoint;
  return {
    ec2: () => new EC2Client({ ...options, ...defined({ endpoint: ec2Endpoint }) }),
    ecr: () => new ECRClient(options),
    lambda: () => new LambdaClient(options),
    logs: () => new CloudWatchLogsClient(options),
    ssm: () => new SSMClient(options),
  };
}

/** The credentials of an emulator's default account. */
export const emulatorCredentials = { accessKeyId: 'test', secretAccessKey: 'test' } as const;

function clientOptions({ target, region, emulator }: Settings): ClientOptions {
  const place = region === undefined ? {} : { region };
  return target === Target.aws
    ? place
    : { ...place, endpoint: emulator.endpoint, credentials: emulatorCredentials, maxAttempts: 2 };
}
