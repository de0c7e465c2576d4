import type * as z from 'zod/mini';
import * as changes from './responses/changes';
import * as instances from './responses/instances';
import * as jobs from './responses/jobs';
import * as schedules from './responses/schedules';
import * as service from './responses/service';

/**
 * Every answer of the API as a schema, by the name that it has in the OpenAPI document. The code's answers have these types,
 * and the document is made from these schemas, so that they cannot drift apart. The function loads them for the document only.
 */
export const responses = {
  Problem: service.Problem,
  ProblemCode: instances.ProblemCode,
  Instance: instances.Instance,
  InstanceState: instances.InstanceState,
  StateReason: instances.StateReason,
  UnreadInstance: instances.UnreadInstance,
  InstanceList: instances.InstanceList,
  InstanceStatus: instances.InstanceStatus,
  InstanceStatuses: instances.InstanceStatuses,
  ActionName: changes.ActionName,
  Result: changes.Result,
  Summary: changes.Summary,
  InstanceChange: changes.InstanceChange,
  InstanceChanges: changes.InstanceChanges,
  CreatedInstance: changes.CreatedInstance,
  CreateDryRun: changes.CreateDryRun,
  Job: jobs.Job,
  JobError: jobs.JobError,
  JobList: jobs.JobList,
  Schedule: schedules.Schedule,
  ListedSchedule: schedules.ListedSchedule,
  ScheduleList: schedules.ScheduleList,
  ScheduledTime: schedules.ScheduledTime,
  LastFiring: schedules.LastFiring,
  SchedulePreview: schedules.SchedulePreview,
  Me: service.Me,
  Index: service.Index,
  Health: service.Health,
  TocosEntry: service.TocosEntry,
  TocosList: service.TocosList,
} as const;

export type ResponseName = keyof typeof responses;

/** Makes every member and every item of an answer read-only. */
type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Member in keyof T]: Frozen<T[Member]> }
    : T;

/** The type of a schema by its name. Import it as a type only: the function does not load the schemas at its start. */
export type ResponseBody<Name extends ResponseName> = Name extends ResponseName
  ? Frozen<z.infer<(typeof responses)[Name]>>
  : never;

/** The schemas that are only parts of answers; a problem is made in one place of its own. */
type PartName =
  | 'Problem'
  | 'ProblemCode'
  | 'Instance'
  | 'InstanceState'
  | 'StateReason'
  | 'UnreadInstance'
  | 'ActionName'
  | 'Result'
  | 'Summary'
  | 'JobError'
  | 'ListedSchedule'
  | 'ScheduledTime'
  | 'LastFiring'
  | 'SchedulePreview';

/** The schemas that are the whole JSON body of an answer. */
export type AnswerName = Exclude<ResponseName, PartName>;

export type AnswerBody = ResponseBody<AnswerName>;
