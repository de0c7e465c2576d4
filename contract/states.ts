/** The states of an EC2 instance (EC2 API reference, `InstanceState`). */
export const InstanceState = {
  pending: 'pending',
  running: 'running',
  stopping: 'stopping',
  stopped: 'stopped',
  shuttingDown: 'shutting-down',
  terminated: 'terminated',
} as const;
/** A state that EC2 has a name for: the only ones that can be asked for. */
export type NamedState = (typeof InstanceState)[keyof typeof InstanceState];
export const instanceStates = Object.values(InstanceState);

/** What an instance is in when EC2 names a state that this API does not know, or none. */
export const unknownState = 'unknown';
export type InstanceState = NamedState | typeof unknownState;
/** Every state that an answer can show. */
export const shownStates: readonly InstanceState[] = [...instanceStates, unknownState];

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
