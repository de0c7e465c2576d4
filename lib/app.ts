import { join, resolve } from 'node:path';
import { Annotations, type App } from 'aws-cdk-lib';
import { imageTag } from '../container/image-tag';
import { defined } from '../contract/defined';
import { Profile } from '../contract/environment';
import { version } from '../package.json';
import { type CallersFile, loadCallers } from './callers-file';
import { type ControlConfig, readControlConfig } from './config';
import { ContainerStack } from './container-stack';
import { ControlStack } from './control-stack';
import { functionCode } from './function-code';
import { GithubStack } from './github-stack';
import { checkWithNag } from './nag';
import { RegistryStack, repositoryName } from './registry-stack';

/** Fills the app with what its context asks for, and tells the deployer in one paragraph when it cannot. */
export async function controlApp(app: App): Promise<void> {
  try {
    const config = readAppConfig(app);
    controlStacks(app, config);
    if (config.nag) await checkWithNag(app);
  } catch (error) {
    // No stack trace: what is wrong is outside of the code.
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

/**
 * Reads the configuration from the app's context.
 * @throws Error naming every bad value at once
 */
export function readAppConfig(app: App): ControlConfig {
  const keys = Object.keys(app.node.getAllContext());
  return readControlConfig({ get: (key) => app.node.tryGetContext(key), keys });
}

/** The stacks of a deployment: the API, and what is asked for beside it. */
export interface ControlStacks {
  readonly control: ControlStack;
  readonly registry?: RegistryStack;
  readonly container?: ContainerStack;
  readonly github?: GithubStack;
}

/**
 * Makes the stacks.
 * @param bundle - folder of the built function
 * @throws Error naming what is wrong with the callers file or the build
 */
export function controlStacks(
  app: App,
  config: ControlConfig,
  bundle = resolve(__dirname, '../dist/function'),
): ControlStacks {
  const callers = loadCallers(config);
  const code = functionCode({
    bundle,
    stage: join(app.outdir, 'function'),
    ...defined({ callers: callers?.text }),
  });
  const control = new ControlStack(app, config.name, { config, code, version });
  const stacks = { control, ...containerStacks(app, config, control, callers), ...githubStack(app, config) };
  const onlyForEmulators = { apiId: config.apiId, emulator: config.container?.emulator };
  for (const [key, value] of Object.entries(onlyForEmulators)) {
    if (value === undefined || config.profile !== Profile.production) continue;
    Annotations.of(control).addWarningV2(`ec2-control:${key}`, `${key} is for emulators: leave it out on AWS`);
  }
  if (callers?.warning !== undefined) Annotations.of(control).addWarningV2('ec2-control:callers', callers.warning);
  return stacks;
}

function containerStacks(
  app: App,
  config: ControlConfig,
  control: ControlStack,
  callers: CallersFile | undefined,
): Pick<ControlStacks, 'registry' | 'container'> {
  const { container, name } = config;
  if (container === undefined) return {};
  const registry = new RegistryStack(app, `${name}-registry`, { repositoryName: repositoryName(name) });
  const service = new ContainerStack(app, `${name}-container`, {
    config,
    container,
    imageTag: container.imageTag ?? imageTag(config.architecture),
    records: control.records,
    version,
    ...defined({ callers: callers?.text }),
  });
  service.addStackDependency(registry, 'An image is pushed before a service uses it');
  return { registry, container: service };
}

function githubStack(
  app: App,
  { name, githubRepository, githubProviderArn }: ControlConfig,
): Pick<ControlStacks, 'github'> {
  if (githubRepository === undefined) return {};
  const github = new GithubStack(app, `${name}-github`, {
    githubRepository,
    repositoryName: repositoryName(name),
    ...defined({ providerArn: githubProviderArn }),
  });
  return { github };
}
