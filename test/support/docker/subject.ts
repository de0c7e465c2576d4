import { engineAt } from '../../../lambda/docker/client';
import { dockerInstances } from '../../../lambda/docker/instances';
import { dockerLauncher, type LaunchRules } from '../../../lambda/docker/launch';
import type { DockerContext } from '../../../lambda/docker/read';
import { memoryMarks } from './marks';

/** The limits of the tests' containers. */
export const testLimits = { memory: 32, processes: 50, cpus: 1 } as const;

/** The two ports over the engine at a socket, with marks of their own. */
export function portsOver(socketPath: string, rules: Partial<LaunchRules> = {}, now: () => number = Date.now) {
  const context: DockerContext = { engine: engineAt({ socketPath }), marks: memoryMarks(), pulls: new Map(), now };
  const launcher = dockerLauncher(context, { images: ['nginx:alpine'], limits: testLimits, ...rules });
  return { context, instances: dockerInstances(context), launcher };
}

/** A launch of a job, as its step makes it. */
export function launchOf(imageId: string, clientToken: string, tags: Readonly<Record<string, string>> = {}) {
  const job = { 'ec2-control:job': clientToken };
  return { imageId, rootDevice: '/', instanceType: 'container', clientToken, tags: { ...tags, ...job } };
}
