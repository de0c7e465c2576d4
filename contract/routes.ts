import type { CallerAction } from './actions';
import type { Operation } from './operations';

/** HTTP methods that a route can declare; HEAD and OPTIONS follow from them. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What a deployment can be without. */
export type Feature = 'schedules';

export interface Route {
  /** API Gateway's resource path, as it arrives in `event.resource`. */
  readonly resource: string;
  /** Methods that lead to `operation`, in every profile. */
  readonly methods: readonly HttpMethod[];
  /** Methods that lead to it in the lab profile only, kept for callers of an older system. */
  readonly labMethods?: readonly HttpMethod[];
  readonly operation: Operation;
  /** What a client calls its first method: the OpenAPI document's `operationId`. */
  readonly id: string;
  /** Kept for the callers of an older system: another route does the same. */
  readonly deprecated?: true;
  /** What the caller must be allowed to do; absent: any caller may. `dispatch` takes it from the named operation. */
  readonly action?: CallerAction;
  /** The part of the product that the row belongs to, where a deployment can be without it. */
  readonly feature?: Feature;
  /** No caller is needed. */
  readonly open?: true;
  /** Path variables that are a parameter under another name. */
  readonly pathNames?: Readonly<Record<string, string>>;
  /** Parameters that the path itself sets. */
  readonly preset?: Readonly<Record<string, unknown>>;
  /** One line for the OpenAPI document and the docs. */
  readonly summary: string;
}

const { GET, POST, PUT, DELETE } = { GET: 'GET', POST: 'POST', PUT: 'PUT', DELETE: 'DELETE' } as const;
const read = [GET, POST] as const;

/**
 * Every route of the API. The gateway's resources and methods, the router, the OpenAPI document, the rights
 * and the tests' matrices are made from this table.
 * @see docs/decisions/0005
 */
export const routes: readonly Route[] = [
  {
    resource: '/list',
    methods: read,
    operation: 'list',
    id: 'listInstances',
    action: 'list',
    summary: 'List instances',
  },
  {
    resource: '/status',
    methods: read,
    operation: 'status',
    id: 'getStatus',
    action: 'status',
    summary: 'Status of instances',
  },
  {
    resource: '/status/{id}',
    methods: read,
    operation: 'status',
    id: 'getStatusById',
    action: 'status',
    pathNames: { id: 'instance_id' },
    summary: 'Status of one instance, or of a job',
  },
  {
    resource: '/start',
    methods: [POST],
    operation: 'start',
    id: 'startInstances',
    action: 'start',
    summary: 'Start instances',
  },
  {
    resource: '/start/{instance_id}',
    methods: [POST],
    operation: 'start',
    id: 'startInstance',
    action: 'start',
    summary: 'Start the instance in the path',
  },
  {
    resource: '/stop',
    methods: [POST],
    operation: 'stop',
    id: 'stopInstances',
    action: 'stop',
    summary: 'Stop instances',
  },
  {
    resource: '/stop/{instance_id}',
    methods: [POST],
    operation: 'stop',
    id: 'stopInstance',
    action: 'stop',
    summary: 'Stop the instance in the path',
  },
  {
    resource: '/reboot',
    methods: [POST],
    operation: 'reboot',
    id: 'rebootInstances',
    action: 'reboot',
    summary: 'Reboot instances',
  },
  {
    resource: '/reboot/{instance_id}',
    methods: [POST],
    operation: 'reboot',
    id: 'rebootInstance',
    action: 'reboot',
    summary: 'Reboot the instance in the path',
  },
  {
    resource: '/create',
    methods: [POST],
    operation: 'create',
    id: 'createInstance',
    action: 'create',
    summary: 'Create an instance',
  },
  {
    resource: '/create-async',
    methods: [POST],
    operation: 'create',
    id: 'createInstanceAsync',
    deprecated: true,
    action: 'create',
    preset: { async: true },
    summary: 'Create an instance as a job',
  },
  {
    resource: '/delete/{target}',
    methods: [DELETE, POST],
    labMethods: [GET],
    operation: 'delete',
    id: 'deleteInstance',
    action: 'delete',
    summary: 'Terminate an instance by its address or id',
  },
  {
    resource: '/delete-async/{target}',
    methods: [DELETE, POST],
    labMethods: [GET],
    operation: 'delete',
    id: 'deleteInstanceAsync',
    deprecated: true,
    action: 'delete',
    preset: { async: true },
    summary: 'Terminate an instance as a job',
  },
  {
    resource: '/jobs',
    methods: [GET],
    operation: 'listJobs',
    id: 'listJobs',
    action: 'jobs',
    summary: 'List jobs, newest first',
  },
  { resource: '/jobs/{job_id}', methods: [GET], operation: 'getJob', id: 'getJob', action: 'jobs', summary: 'A job' },
  {
    resource: '/jobs/{job_id}',
    methods: [DELETE],
    operation: 'cancelJob',
    id: 'cancelJob',
    action: 'jobs',
    summary: 'Cancel what a job has not done yet',
  },
  {
    resource: '/schedules',
    methods: [GET],
    id: 'listSchedules',
    operation: 'listSchedules',
    action: 'schedules',
    feature: 'schedules',
    summary: 'List schedules, by name',
  },
  {
    resource: '/schedules/{name}',
    methods: [GET],
    id: 'getSchedule',
    operation: 'getSchedule',
    action: 'schedules',
    feature: 'schedules',
    summary: 'A schedule',
  },
  {
    resource: '/schedules/{name}',
    methods: [PUT],
    id: 'putSchedule',
    operation: 'putSchedule',
    action: 'schedules',
    feature: 'schedules',
    summary: 'Create or replace a schedule',
  },
  {
    resource: '/schedules/{name}',
    methods: [DELETE],
    id: 'deleteSchedule',
    operation: 'deleteSchedule',
    action: 'schedules',
    feature: 'schedules',
    summary: 'Delete a schedule',
  },
  {
    resource: '/ec2',
    methods: [POST],
    operation: 'dispatch',
    id: 'controlInstances',
    deprecated: true,
    summary: 'Start, stop, reboot, list or status, as `action` says',
  },
  {
    resource: '/ec2/list',
    methods: read,
    operation: 'list',
    id: 'ec2ListInstances',
    deprecated: true,
    action: 'list',
    summary: 'List instances',
  },
  {
    resource: '/ec2/list/{region_name}',
    methods: read,
    operation: 'list',
    id: 'ec2ListInstancesOfRegion',
    deprecated: true,
    action: 'list',
    summary: 'List instances of a region',
  },
  {
    resource: '/ec2/start',
    methods: [POST],
    operation: 'start',
    id: 'ec2StartInstances',
    deprecated: true,
    action: 'start',
    summary: 'Start instances',
  },
  {
    resource: '/ec2/start/{region_name}/{InstanceId}',
    methods: [POST],
    operation: 'start',
    id: 'ec2StartInstance',
    deprecated: true,
    action: 'start',
    summary: 'Start the instance in the path',
  },
  {
    resource: '/ec2/stop',
    methods: [POST],
    operation: 'stop',
    id: 'ec2StopInstances',
    deprecated: true,
    action: 'stop',
    summary: 'Stop instances',
  },
  {
    resource: '/ec2/stop/{region_name}/{InstanceId}',
    methods: [POST],
    operation: 'stop',
    id: 'ec2StopInstance',
    deprecated: true,
    action: 'stop',
    summary: 'Stop the instance in the path',
  },
  {
    resource: '/tocos',
    methods: [GET],
    operation: 'listTocos',
    id: 'listTocos',
    deprecated: true,
    summary: 'The sample data of the course service',
  },
  {
    resource: '/tocos/{user}',
    methods: [GET],
    operation: 'getTocos',
    id: 'getTocos',
    deprecated: true,
    summary: 'The sample data of one user',
  },
  {
    resource: '/metrics',
    methods: [GET],
    operation: 'metrics',
    id: 'getMetrics',
    action: 'metrics',
    summary: 'Metrics in Prometheus text exposition',
  },
  {
    resource: '/health',
    methods: [GET],
    operation: 'health',
    id: 'getHealth',
    open: true,
    summary: 'Liveness, version and profile',
  },
  {
    resource: '/openapi.json',
    methods: [GET],
    operation: 'openapi',
    id: 'getOpenApi',
    summary: 'This API as an OpenAPI document',
  },
  { resource: '/me', methods: [GET], operation: 'me', id: 'getMe', summary: 'What the caller may do here' },
  {
    resource: '/',
    methods: [GET],
    operation: 'console',
    id: 'getIndex',
    open: true,
    summary: 'The console for a browser; an index for other clients',
  },
];

/** Lists the methods of a row in a profile: the lab keeps the unsafe GETs of an older system. */
export function methodsOf(route: Route, profile: 'lab' | 'production'): readonly HttpMethod[] {
  return profile === 'lab' ? [...route.methods, ...(route.labMethods ?? [])] : route.methods;
}

/** Lists the rows of a deployment: those of the features that it has. */
export function routesWith(features: readonly Feature[]): readonly Route[] {
  return routes.filter(({ feature }) => feature === undefined || features.includes(feature));
}

/** The resource that API Gateway reports for a path that no other resource takes. */
export const fallbackResource = '/{proxy+}';
