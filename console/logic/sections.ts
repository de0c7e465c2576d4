import type { Endpoint } from './openapi';

const sections: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Instances', /^\/(list|status|start|stop|reboot)\b/],
  ['Create and delete', /^\/(create|delete)/],
  ['Jobs', /^\/jobs/],
  ['Schedules', /^\/schedules/],
  ['The same under /ec2', /^\/ec2/],
  ['About the API', /./],
];

/** Sorts endpoints into the sections of the reference, in the order in which they are drawn. */
export function sectionsOf(
  endpoints: readonly Endpoint[],
): readonly (readonly [name: string, endpoints: readonly Endpoint[]])[] {
  const sectionOf = ({ path }: Endpoint): string => sections.find(([, pattern]) => pattern.test(path))?.[0] ?? '';
  return sections
    .map(([name]) => [name, endpoints.filter((endpoint) => sectionOf(endpoint) === name)] as const)
    .filter(([, found]) => found.length > 0);
}
