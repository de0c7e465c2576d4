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
