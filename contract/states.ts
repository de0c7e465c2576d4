/** The states of an EC2 instance (EC2 API reference, `InstanceState`). */
export const InstanceState = {
  pending: 'pending',
  running: 'running',
  stopping: 'stopping',
  stopped: 'stopped',
  shuttingDown: 'shutting-down',
  terminated: 'terminated',
} as const;
export type InstanceState = (typeof InstanceState)[keyof typeof InstanceState];
export const instanceStates = Object.values(InstanceState);

/** The states of a job (API contract, section 5). */
export const JobStatus = {
  pending: 'pending',
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
} as const;
export type JobStatus = (typeof JobStatus)[keyof typeof JobStatus];
export const jobStatuses = Object.values(JobStatus);
