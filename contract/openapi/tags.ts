import { Operation } from '../operations';
import type { Route } from '../routes';

/** The groups of the OpenAPI document, in their order. */
export const tags = [
  { name: 'Instances', description: 'List, read, start, stop, reboot, create and delete instances.' },
  { name: 'Jobs', description: 'What takes time, and the stops that are to come.' },
  { name: 'Schedules', description: 'Start, stop and reboot instances by the clock.' },
  { name: 'Service', description: 'The API itself: health, metrics, this document.' },
  { name: 'Older systems', description: 'Paths kept for the callers of the systems that this API replaces.' },
] as const;

export type TagName = (typeof tags)[number]['name'];

const byOperation: Partial<Readonly<Record<Operation, TagName>>> = {
  [Operation.listJobs]: 'Jobs',
  [Operation.getJob]: 'Jobs',
  [Operation.cancelJob]: 'Jobs',
  [Operation.listSchedules]: 'Schedules',
  [Operation.getSchedule]: 'Schedules',
  [Operation.putSchedule]: 'Schedules',
  [Operation.deleteSchedule]: 'Schedules',
  [Operation.metrics]: 'Service',
  [Operation.health]: 'Service',
  [Operation.openapi]: 'Service',
  [Operation.me]: 'Service',
  [Operation.console]: 'Service',
};

/** Chooses the group of a route. */
export function tagOf({ deprecated, operation }: Route): TagName {
  return deprecated === true ? 'Older systems' : (byOperation[operation] ?? 'Instances');
}
