import { defined } from '../defined';
import { type ProblemCode, problemKind, problems, problemType } from '../problems';
import type { ResponseBody } from '../responses';

const id = 'i-0123456789abcdef0';
const jobId = '1b4e28ba-2fa1-4d29-9c3f-5a1c8b7d6e4f';

const instance: ResponseBody<'Instance'> = {
  instance_id: id,
  name: 'web',
  state: 'running',
  ip: '198.51.100.7',
  private_ip: '10.0.0.7',
  instance_type: 't2.micro',
  availability_zone: 'us-east-1a',
  launch_time: '2026-11-25T08:00:00.000Z',
  tags: { Name: 'web', Env: 'dev' },
  spot: false,
  manageable: true,
};

const started: ResponseBody<'Result'> = {
  instance_id: id,
  action: 'start',
  outcome: 'changed',
  previous_state: 'stopped',
  current_state: 'pending',
  ip: null,
};

const list: ResponseBody<'InstanceList'> = {
  message: '1 instance in us-east-1',
  region: 'us-east-1',
  count: 1,
  instance_ids: [id],
  instances: [instance],
};

const status: ResponseBody<'InstanceStatus'> = {
  message: `Instance ${id} is running`,
  instance_id: id,
  status: 'running',
  ip: '198.51.100.7',
  instance,
};

const statuses: ResponseBody<'InstanceStatuses'> = {
  message: '1 of 2 instances read',
  instances: [instance],
  results: [
    {
      instance_id: 'i-0fedcba9876543210',
      code: 'instance_not_found',
      detail: 'There is no instance i-0fedcba9876543210.',
      retryable: false,
    },
  ],
};

const change: ResponseBody<'InstanceChange'> = { message: `Starting instance ${id}`, ...started, instance_id: id };

const changes: ResponseBody<'InstanceChanges'> = {
  message: 'Starting 1 instance: 1 changed, 0 unchanged, 0 refused, 0 failed',
  action: 'start',
  summary: { changed: 1, unchanged: 0, refused: 0, failed: 0 },
  results: [started],
};

const created: ResponseBody<'CreatedInstance'> = {
  message: `Created instance ${id}`,
  instance_id: id,
  action: 'create',
  outcome: 'changed',
  previous_state: null,
  current_state: 'running',
  ip: '198.51.100.7',
  status: 'running',
  job_id: jobId,
  task_id: jobId,
};

const createDryRun: ResponseBody<'CreateDryRun'> = {
  message: 'Would launch a t2.micro from ami-0123456789abcdef0',
  instance_id: null,
  action: 'create',
  outcome: 'changed',
  previous_state: null,
  current_state: 'pending',
  ip: null,
  image_id: 'ami-0123456789abcdef0',
  instance_type: 't2.micro',
  dry_run: true,
};

const job: ResponseBody<'Job'> = {
  job_id: jobId,
  task_id: jobId,
  action: 'start',
  status: 'running',
  message: `Starting instance ${id}`,
  region: 'us-east-1',
  ip: null,
  instance_ids: [id],
  results: [started],
  requested_by: 'ci',
  created_at: '2026-11-25T08:00:00.000Z',
  updated_at: '2026-11-25T08:00:01.000Z',
};

const scheduled: ResponseBody<'ListedSchedule'> = {
  name: 'office-hours',
  tags: { Env: 'dev' },
  start: '0 8 * * mon-fri',
  stop: '0 19 * * mon-fri',
  time_zone: 'Europe/Paris',
  except: ['2026-12-25', '2026-12-28/2027-01-01'],
  enabled: true,
  region: 'us-east-1',
  next: [{ action: 'stop', at: '2026-11-25T18:00:00.000Z' }],
  last: { action: 'start', at: '2026-11-25T07:00:00.000Z', job_id: jobId, status: 'succeeded' },
  owner: 'ci',
  created_at: '2026-11-20T08:00:00.000Z',
  updated_at: '2026-11-20T08:00:00.000Z',
};
const schedule: ResponseBody<'Schedule'> = {
  message: 'Schedule office-hours: next stop at 2026-11-25T18:00:00.000Z',
  ...scheduled,
};
const schedules: ResponseBody<'ScheduleList'> = { message: '1 schedule', schedules: [scheduled] };

const jobs: ResponseBody<'JobList'> = { message: '1 job', jobs: [job] };
const health: ResponseBody<'Health'> = { status: 'ok', version: '0.2.0', region: 'us-east-1', profile: 'lab' };
const me: ResponseBody<'Me'> = {
  message: 'You are ci.',
  name: 'ci',
  actions: ['list', 'status', 'start', 'stop'],
  auth: 'key',
  regions: ['us-east-1'],
  instance_types: ['t2.micro'],
  compute: 'ec2',
};
const index: ResponseBody<'Index'> = {
  name: 'EC2 Control API',
  version: '0.2.0',
  profile: 'lab',
  auth: 'none',
  links: { list: 'list', openapi: 'openapi.json' },
};
const tocos: ResponseBody<'TocosEntry'> = { user: 'Sam', tocos: 200 };

/** An example of each answer, by the name of its schema. */
export const examples = {
  InstanceList: list,
  InstanceStatus: status,
  InstanceStatuses: statuses,
  InstanceChange: change,
  InstanceChanges: changes,
  CreatedInstance: created,
  CreateDryRun: createDryRun,
  Job: job,
  JobList: jobs,
  Schedule: schedule,
  ScheduleList: schedules,
  Health: health,
  Me: me,
  Index: index,
  TocosEntry: tocos,
  TocosList: [tocos],
} as const;

/** Makes an example of a problem of a status: the first of the table. */
export function problemExample(status: number): ResponseBody<'Problem'> {
  const [code] = Object.entries(problems).flatMap(([name, kind]) =>
    kind.status === status ? [name as ProblemCode] : [],
  );
  if (code === undefined) throw new Error(`no problem has the status ${status}`);
  const { title, retryable = false, retryAfter } = problemKind(code);
  return {
    type: problemType(code),
    title,
    status,
    code,
    detail: `${title}.`,
    request_id: '4f1d7c1e-0f0a-4f0e-9c58-2f8f1d1f6c55',
    retryable,
    ...defined({ retry_after: retryAfter }),
  };
}
