import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Steps } from '../../../../scripts/console/steps';
import type { CdkPrograms } from '../../../../scripts/deployment/cdk';
import { type DeployOptions, deploy } from '../../../../scripts/deployment/deploy';
import { type Outputs, removeRecord, type ServiceOutputs } from '../../../../scripts/deployment/record';
import type { Variables } from '../../../../scripts/settings/env-file';
import { readSettings, type Settings } from '../../../../scripts/settings/settings';
import type { LogFile } from '../../../../scripts/tools/log-file';
import { serve } from '../../support/server';
import { quietSteps } from '../../support/steps';

/** An emulator's account, as much of it as a deployment asks for, and a CDK that deploys to it. */
export interface Account {
  readonly settings: Settings;
  /** The stacks that were deployed, in order; those of one call in one line. */
  readonly stacks: string[];
  /** The tags in the registry of the container's image. */
  readonly tags: string[];
  /** Whether a task answers behind the load balancer. */
  serving: boolean;
  /** What the CDK was asked for, in order. */
  readonly calls: (keyof CdkPrograms)[];
  /** What the next calls of the CDK fail with. */
  readonly faults: Partial<Record<keyof CdkPrograms, Error>>;
  /** Tells one state of the function from the next. */
  revision: string;
  bootstrapped: boolean;
  /** The id of its only instance. */
  instance: string;
  /** Deployments after which the API answers; the gateway says before that there is no such API. */
  answersAfter: number;
  /** The environment of the next deployments. */
  variables: Variables;
  /**
   * Deploys as make does.
   * @param steps - @default - steps that show nothing
   * @returns the titles of the steps that were done, with their notes
   */
  deploy(steps?: Steps): Promise<readonly string[]>;
  close(): Promise<void>;
}

const outputs: Outputs = { ApiId: 'abc', ApiUrl: 'https://abc.example/prod/', FunctionName: 'ec2-control' };
const imageTag = 'abc-arm64';
const serviceOutputs: ServiceOutputs = {
  ServiceUrl: 'http://balancer.example',
  BalancerName: 'balancer',
  ServiceLogGroupName: '/ecs/ec2-control',
};
const containerTemplate = {
  Outputs: { ImageTag: { Value: imageTag } },
  Resources: {
    Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { RuntimePlatform: { CpuArchitecture: 'ARM64' } } },
  },
};
const noLog: LogFile = { path: '/dev/null', append: () => undefined };

export async function account(more: Variables = {}): Promise<Account> {
  const server = await serve((request, response) => {
    const { url = '', headers } = request;
    if (String(headers['x-amz-target']).endsWith('GetParameter')) {
      response.writeHead(here.bootstrapped ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(here.bootstrapped ? '{"Parameter":{"Value":"30"}}' : '{"__type":"ParameterNotFound"}');
    } else if (String(headers['x-amz-target']).endsWith('DescribeRepositories')) {
      const there = here.stacks.includes('ec2-control-registry');
      response.writeHead(there ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(there ? '{"repositories":[{}]}' : '{"__type":"RepositoryNotFoundException"}');
    } else if (String(headers['x-amz-target']).endsWith('BatchGetImage')) {
      const images = here.tags.map((imageTag) => ({ imageId: { imageTag } }));
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify({ images }));
    } else if (url.startsWith('/_alb/')) {
      response.writeHead(here.serving ? 200 : 404).end('{"status":"ok"}');
    } else if (request.method === 'POST' && url === '/') {
      const instance = `<instanceId>${here.instance}</instanceId><instanceState><name>stopped</name></instanceState>`;
      const items = `<item><instancesSet><item>${instance}</item></instancesSet></item>`;
      response.end(`<DescribeInstancesResponse><reservationSet>${items}</reservationSet></DescribeInstancesResponse>`);
    } else if (url.includes('/functions/')) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ CodeSha256: 'sha', RevisionId: here.revision }));
    } else {
      const deployed = here.calls.filter((call) => call === 'deployAssembly').length;
      response.writeHead(url.endsWith('/health') && deployed >= here.answersAfter ? 200 : 404).end('{"status":"ok"}');
    }
  });
  const variables = { AWS_ENDPOINT_URL: server.url, INSTANCE_ID: 'i-0123456789abcdef0', ...more };
  const settings = readSettings(variables);
  const call = (name: keyof CdkPrograms): void => {
    const fault = here.faults[name];
    if (fault !== undefined) throw fault;
    here.calls.push(name);
  };
  const programs: CdkPrograms = {
    synthesize: async ({ assembly }) => {
      call('synthesize');
      mkdirSync(assembly, { recursive: true });
      writeFileSync(join(assembly, 'ec2-control-container.template.json'), JSON.stringify(containerTemplate));
    },
    destroyStack: async () => call('destroyStack'),
    bootstrapEmulator: async () => {
      // It takes longer than what goes on beside it.
      await new Promise((done) => setImmediate(done));
      call('bootstrapEmulator');
      here.bootstrapped = true;
    },
    deployAssembly: async (_options, file, stacks = [settings.name]) => {
      call('deployAssembly');
      here.stacks.push(stacks.join(' '));
      const all = stacks.map((stack) => [stack, stack.endsWith('-container') ? serviceOutputs : outputs]);
      writeFileSync(file, JSON.stringify(Object.fromEntries(all)));
    },
  };
  const here: Account = {
    settings,
    stacks: [],
    tags: [imageTag],
    serving: true,
    calls: [],
    faults: {},
    revision: 'one',
    bootstrapped: false,
    instance: 'i-0123456789abcdef0',
    answersAfter: 1,
    variables,
    deploy: async (steps) => {
      const { steps: quiet, done } = quietSteps();
      const options: DeployOptions = {
        settings,
        variables: here.variables,
        steps: steps ?? quiet,
        log: noLog,
        programs,
      };
      await deploy(options);
      return done;
    },
    close: async () => {
      removeRecord(settings);
      await server.close();
    },
  };
  return here;
}
