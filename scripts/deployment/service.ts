import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../console/failure';
import { pushImage, requireImage } from '../image/push';
import type { Registry } from '../image/registry';
import { frontOf, type Settings, Target } from '../settings/settings';
import { readJson } from '../tools/json-file';
import { answers } from './answers';
import type { CdkOptions, CdkPrograms } from './cdk';
import type { DeployOptions } from './deploy';
import type { ServiceOutputs } from './record';

/** What the deployment of a container is made with. */
export interface ServiceOptions extends Pick<DeployOptions, 'settings' | 'variables' | 'steps' | 'log'> {
  readonly cdk: CdkOptions;
  readonly programs: CdkPrograms;
  readonly registry: Registry;
}

/**
 * Sees that the image of the service is in the registry, which is deployed first where there is none yet.
 * @returns the stacks that are to be deployed then
 */
export async function prepareImage({
  cdk,
  programs,
  registry,
  ...options
}: ServiceOptions): Promise<readonly string[]> {
  const { settings, steps } = options;
  const { name, context } = settings;
  const stacks = stacksOf(name);
  if (!(await registry.exists())) {
    const outputs = join(cdk.assembly, '../registry.json');
    await steps.run('Deploy the registry', () => programs.deployAssembly(cdk, outputs, [stacks.registry]));
  }
  const { tag, platform } = imageOf(cdk.assembly, name);
  if (context.imageTag !== undefined) await requireImage({ registry, tags: [tag], steps });
  else await pushImage({ ...options, registry, tags: [tag], platforms: [platform] });
  return [stacks.registry, name, stacks.container];
}

/**
 * Sees the service answer.
 * @param file - with the outputs of the stacks
 * @throws Failure when it does not
 */
export async function awaitService({ settings, steps }: ServiceOptions, file: string): Promise<ServiceOutputs> {
  const outputs: ServiceOutputs = JSON.parse(readFileSync(file, 'utf8'))[stacksOf(settings.name).container];
  // The certificate is for a name that only its owner knows; CloudFormation has waited for healthy tasks.
  if (outputs.ServiceUrl.startsWith('https:')) return outputs;
  const there = await steps.run(
    "Wait for the service's first answer",
    () => serviceAnswers(settings, outputs, 120_000),
    (found) => (found ? undefined : 'none'),
    (found) => found,
  );
  if (!there) throw new Failure(settings.target === Target.aws ? silentOnAws(outputs) : silentHere);
  return outputs;
}

/** Lists the stacks of an assembly; none where there is no assembly. */
export function stacksIn(assembly: string): readonly string[] {
  const manifest = readJson<{ readonly artifacts?: object }>(join(assembly, 'manifest.json'));
  return Object.keys(manifest?.artifacts ?? {});
}

/** Names the stacks beside that of the API. */
export function stacksOf(name: string): { readonly registry: string; readonly container: string } {
  return { registry: `${name}-registry`, container: `${name}-container` };
}

/** Makes the URL of the load balancer. An emulator answers for it under a path of its own. */
export function serviceUrl({ target, emulator }: Settings, { ServiceUrl, BalancerName }: ServiceOutputs): string {
  return target === Target.aws ? ServiceUrl : `${frontOf(emulator)}/_alb/${BalancerName}`;
}

/** Checks whether a task answers through the load balancer, which answers 503 while it has none. */
export function serviceAnswers(settings: Settings, outputs: ServiceOutputs, patienceMs: number): Promise<boolean> {
  return answers(serviceUrl(settings, outputs), patienceMs);
}

/** Finds the image that the service of an assembly uses. */
function imageOf(assembly: string, name: string): { readonly tag: string; readonly platform: string } {
  const text = readFileSync(join(assembly, `${name}-container.template.json`), 'utf8');
  const { Outputs, Resources } = JSON.parse(text);
  const task = Object.values<{ Type: string; Properties: { RuntimePlatform: { CpuArchitecture: string } } }>(
    Resources,
  ).find(({ Type }) => Type === 'AWS::ECS::TaskDefinition');
  const platform = task?.Properties.RuntimePlatform.CpuArchitecture === 'ARM64' ? 'linux/arm64' : 'linux/amd64';
  return { tag: Outputs.ImageTag.Value, platform };
}

/** What a first deployment to AWS needs, and what comes of it. */
export const firstServiceNote =
  'Note: the first deployment with CONTAINER=on takes about five minutes. It needs Docker, which builds the image for linux/arm64 here; a caller with a key ' +
  '(make key); and CONTEXT with certificateArn=…, or allowedCidrs=… for plain HTTP from your own networks. It makes, in this order: the registry, which stays; the ' +
  'image; the API; a load balancer with two tasks, which cost about 45 dollars a month (docs/fargate.md).';

const silentHere =
  'The service is deployed, but no task answers through the load balancer. The emulator runs tasks only if make has started it with CONTAINER=on, and a ' +
  'task reaches the emulator only where it listens for it too: on Linux EMULATOR_HOST=0.0.0.0. "make down", then deploy again. ' +
  'Its log group in the emulator says what a task that ran has said.';

function silentOnAws({ ServiceUrl, ServiceLogGroupName }: ServiceOutputs): string {
  return (
    `The service is deployed, but ${ServiceUrl}/health does not answer from here. Is this machine in allowedCidrs? What the tasks say: ` +
    `aws logs tail ${ServiceLogGroupName} --since 15m`
  );
}
