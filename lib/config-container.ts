import { defined } from '../contract/defined';
import { Compute } from '../contract/docker';
import { Auth, Profile } from '../contract/environment';
import type { ControlConfig } from './config';
import type { ContextReader } from './context';
import { containerKeys } from './context-keys';
import * as rule from './context-rules';

/** The API as a container behind a load balancer. */
export interface ContainerSettings {
  /** @default - a digest of what the image is built of */
  readonly imageTag?: string;
  /** The certificate of the load balancer: with one it speaks HTTPS. */
  readonly certificateArn?: string;
  /** Networks that may reach the load balancer. Empty: every one. */
  readonly allowedCidrs: readonly string[];
  /** How many tasks run at least, and at most where they are scaled. */
  readonly tasks: number;
  readonly maxTasks: number;
  /** With at least one the tasks have private addresses only. */
  readonly natGateways: number;
  /** The emulator that is deployed to: tasks pull from its registry, with the credentials of its default account. */
  readonly emulator?: string;
}

/** Reads what the container's stacks are; undefined where they are not asked for. */
export function containerOf(context: ContextReader, profile: Profile): ContainerSettings | undefined {
  const on = context.flag('container', false);
  const http = context.flag('allowHttp', false);
  const production = profile === Profile.production;
  const certificateArn = context.text('certificateArn', ...rule.certificateArn);
  const allowedCidrs = context.list('allowedCidrs', ...rule.cidr) ?? [];
  const imageTag = context.text('imageTag', ...rule.imageTag);
  const emulator = context.text('emulator', ...rule.url);
  const tasks = context.number('tasks', production ? 2 : 1, ...rule.tasks);
  // An emulator has no autoscaling.
  const scaled = production && emulator === undefined;
  const maxTasks = context.number('maxTasks', scaled ? Math.max(4, tasks) : tasks, ...rule.tasks);
  const natGateways = context.number('natGateways', 0, ...rule.natGateways);
  if (!on) {
    for (const key of containerKeys.filter((name) => context.has(name))) context.refuse(`${key} is for container=on`);
    return undefined;
  }
  if (maxTasks < tasks) context.refuse(`maxTasks is ${maxTasks}, but tasks is ${tasks}`);
  if (production && !http && certificateArn === undefined && allowedCidrs.length === 0) context.refuse(plainHttp);
  return {
    allowedCidrs,
    tasks,
    maxTasks,
    natGateways,
    ...defined({ imageTag, certificateArn, emulator }),
  };
}

const plainHttp =
  'container is on, and the load balancer would take keys over plain HTTP from everywhere: name a certificateArn, or the ' +
  'allowedCidrs that may reach it (allowHttp=true allows plain HTTP for everybody)';

/** Refuses what a server refuses at its start. */
export function refuseUnservable(context: ContextReader, { container, auth, profile, compute }: ControlConfig): void {
  if (container === undefined) return;
  if (auth === Auth.iam) {
    context.refuse('auth is "iam", which only API Gateway can verify: with container=on it must be key');
  }
  if (auth === Auth.none && profile === Profile.production) {
    context.refuse('auth is "none", but a container in the profile production needs callers with keys, auth=key');
  }
  if (compute === Compute.docker) {
    context.refuse('compute is "docker", whose engine a task does not reach: leave out container=on');
  }
}
