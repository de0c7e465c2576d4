/** The use cases that a route can lead to; `dispatch` is `/ec2`, which names another one in `action`. */
export const Operation = {
  list: 'list',
  status: 'status',
  start: 'start',
  stop: 'stop',
  reboot: 'reboot',
  create: 'create',
  delete: 'delete',
  listJobs: 'listJobs',
  getJob: 'getJob',
  cancelJob: 'cancelJob',
  listSchedules: 'listSchedules',
  getSchedule: 'getSchedule',
  putSchedule: 'putSchedule',
  deleteSchedule: 'deleteSchedule',
  dispatch: 'dispatch',
  listTocos: 'listTocos',
  getTocos: 'getTocos',
  metrics: 'metrics',
  health: 'health',
  openapi: 'openapi',
  console: 'console',
  me: 'me',
} as const;
export type Operation = (typeof Operation)[keyof typeof Operation];

/** The operations that `POST /ec2` and a direct invocation can name. */
export const dispatchable = [
  Operation.start,
  Operation.stop,
  Operation.status,
  Operation.reboot,
  Operation.list,
] as const;
