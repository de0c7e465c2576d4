import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { emulatorFolder } from '../../scripts/emulator/started';
import { stopEmulator } from '../../scripts/emulator/stop';
import { stateFolder } from '../../scripts/tools/paths';

const root = resolve(__dirname, '../..');
const name = 'production-e2e';

/** A deployment of the production profile on an emulator, and the programs that make it. */
export interface ProductionDeployment {
  readonly ec2: EC2Client;
  /** Runs `make key`; returns what it printed on standard output. */
  key(variables: Readonly<Record<string, string>>): Promise<string>;
  /** Runs `make PROFILE=production`; returns the base URL. */
  deploy(instanceId: string): Promise<string>;
  /** Every line in every log group of the deployment. */
  logLines(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Begins with an emulator: the one that `AWS_ENDPOINT_URL` names, or one of its own. */
export async function productionDeployment(): Promise<ProductionDeployment> {
  const folder = mkdtempSync(join(tmpdir(), 'production-'));
  const given = process.env.AWS_ENDPOINT_URL;
  const port = given === undefined ? await freePort() : Number(new URL(given).port);
  const endpoint = given ?? `http://127.0.0.1:${port}`;
  const callers = join(folder, 'callers.json');
  const where = {
    PROFILE: 'production',
    CONTEXT: `name=${name} callers=${relative(root, callers)}`,
    ...(given === undefined ? { EMULATOR_PORT: String(port) } : { AWS_ENDPOINT_URL: given }),
  };
  if (given === undefined) await script('emulator', where);
  const aws = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const ec2 = new EC2Client(aws);
  const logs = new CloudWatchLogsClient(aws);

  return {
    ec2,
    key: (variables) => script('key', { CALLERS: callers, ...variables }),
    deploy: async (instanceId) => {
      const output = await script('deploy', { ...where, INSTANCE_ID: instanceId });
      const base = /http:\S+(?=\/status$)/m.exec(output)?.[0];
      if (base === undefined) throw new Error(`no URL in:\n${output}`);
      return base;
    },
    logLines: async () => {
      const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
      const own = logGroups.flatMap(({ logGroupName = '' }) => (logGroupName.includes(name) ? [logGroupName] : []));
      const events = await Promise.all(
        own.map((logGroupName) => logs.send(new FilterLogEventsCommand({ logGroupName, limit: 10_000 }))),
      );
      return events.flatMap((page) => page.events ?? []).map(({ message = '' }) => message);
    },
    close: async () => {
      ec2.destroy();
      logs.destroy();
      if (given === undefined) {
        await stopEmulator(emulatorFolder(port));
        rmSync(join(stateFolder, 'deployments', `${name}@127.0.0.1-${port}`), { recursive: true, force: true });
      }
      rmSync(folder, { recursive: true });
    },
  };
}

/** Runs one of the programs that the Makefile calls. */
async function script(program: string, variables: Readonly<Record<string, string>>): Promise<string> {
  const tsx = join(root, 'node_modules/.bin/tsx');
  const child = spawn(tsx, [join(root, 'scripts', `${program}.ts`)], {
    cwd: root,
    env: { ...process.env, ...variables },
  });
  const [output, all]: [string[], string[]] = [[], []];
  child.stdout.on('data', (part) => {
    output.push(String(part));
    all.push(String(part));
  });
  child.stderr.on('data', (part) => all.push(String(part)));
  const status = await new Promise((done, failed) => child.once('error', failed).once('close', done));
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${all.join('')}`);
  return output.join('').trim();
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
