import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { deployAlone } from '../support/deployment/deployed';

const root = resolve(__dirname, '../..');

/** A deployment of the production profile, with a callers file of its own. */
export interface ProductionDeployment {
  readonly baseUrl: string;
  readonly ec2: EC2Client;
  /** Runs `make key`; returns what it printed on standard output. */
  key(variables: Readonly<Record<string, string>>): Promise<string>;
  /** Deploys again, with what has changed in the callers file. */
  deploy(instanceId: string): Promise<void>;
  /** Every line in every log group of the deployment. */
  logLines(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Deploys for the first time: the callers file has nobody yet. */
export async function productionDeployment(): Promise<ProductionDeployment> {
  const folder = mkdtempSync(join(tmpdir(), 'production-'));
  const callers = join(folder, 'callers.json');
  // A file that is named must be there.
  writeFileSync(callers, '[]\n');
  const deployed = await deployAlone({ PROFILE: 'production', CONTEXT: `callers=${relative(root, callers)}` });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const aws = { endpoint: deployed.endpoint, region: 'us-east-1', credentials };
  const ec2 = new EC2Client(aws);
  const logs = new CloudWatchLogsClient(aws);

  return {
    baseUrl: deployed.baseUrl,
    ec2,
    key: async (variables) => (await deployed.make('key', { CALLERS: callers, ...variables })).trim(),
    deploy: async (instanceId) => {
      await deployed.make('deploy', { INSTANCE_ID: instanceId });
    },
    logLines: async () => {
      const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
      const pages = await Promise.all(
        logGroups.map(({ logGroupName }) => logs.send(new FilterLogEventsCommand({ logGroupName, limit: 10_000 }))),
      );
      return pages.flatMap(({ events = [] }) => events).map(({ message = '' }) => message);
    },
    close: async () => {
      ec2.destroy();
      logs.destroy();
      await deployed.close();
      rmSync(folder, { recursive: true });
    },
  };
}
