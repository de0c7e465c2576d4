/** What a caller can be allowed to do (`config/callers.json`, `actions`). */
export const CallerAction = {
  list: 'list',
  status: 'status',
  start: 'start',
  stop: 'stop',
  reboot: 'reboot',
  create: 'create',
  delete: 'delete',
  jobs: 'jobs',
  jobsAll: 'jobs:all',
  metrics: 'metrics',
  schedules: 'schedules',
  schedulesAll: 'schedules:all',
} as const;
export type CallerAction = (typeof CallerAction)[keyof typeof CallerAction];

/** The changes that an existing instance can be asked to make. */
export const ChangeAction = { start: 'start', stop: 'stop', reboot: 'reboot', delete: 'delete' } as const;
export type ChangeAction = (typeof ChangeAction)[keyof typeof ChangeAction];

/** What a job can do: every change, and creating. */
export type JobAction = ChangeAction | 'create';
