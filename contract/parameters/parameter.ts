import type * as z from 'zod/mini';
import { Operation } from '../operations';

/** How a parameter is read from text (path, query, form) before its schema sees it; JSON values pass as they are. */
export type ParameterKind = 'text' | 'flag' | 'integer' | 'list' | 'tags';

/** One parameter of the API: its schema, where it is allowed and what is said of it. */
export interface Parameter<Schema extends z.ZodMiniType> {
  readonly schema: Schema;
  readonly kind: ParameterKind;
  readonly operations: readonly Operation[];
  /** What is allowed, as the end of the sentence "must be …". */
  readonly rule: string;
  /** The same for a path or a query, where it is written otherwise. */
  readonly textRule?: string;
  /** One sentence for the OpenAPI document. */
  readonly description: string;
  readonly aliases?: readonly string[];
  /** The header that carries it too. */
  readonly header?: string;
  /** Its value is never shown. */
  readonly secret?: true;
  /** An empty value that was given is `empty_selector`: never "all", never the default. */
  readonly selector?: true;
}

/** Keeps the type of an entry's schema. */
export function parameter<Schema extends z.ZodMiniType>(entry: Parameter<Schema>): Parameter<Schema> {
  return entry;
}

const { list, status, start, stop, reboot, create, delete: remove, listJobs, getJob, cancelJob } = Operation;
const { listSchedules, getSchedule, putSchedule, deleteSchedule } = Operation;

/** Operations that change something. */
export const changes = [start, stop, reboot, create, remove] as const;
/** Operations that ask EC2. */
export const ec2Operations = [list, status, ...changes] as const;
/** Operations about one schedule. */
export const ofSchedule = [getSchedule, putSchedule, deleteSchedule] as const;
/** Operations that happen in a region. */
export const regional = [...ec2Operations, listJobs, getJob, cancelJob, listSchedules, ...ofSchedule] as const;
/** Operations that answer page by page. */
export const paged = [list, listJobs, getJob, status, listSchedules] as const;

/** What is allowed for a flag. */
export const flagRule = 'true or false, in lower case';
