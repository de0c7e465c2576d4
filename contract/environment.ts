/**
 * Names of the environment variables that the stack sets on the function and the function reads.
 * `lib/` writes them, `lambda/config.ts` reads them; no name is spelled anywhere else.
 */
export const Environment = {
  /** `lab` or `production`. */
  profile: 'PROFILE',
  /** How callers are known: `none`, `key` or `iam`. */
  auth: 'AUTH',
  /** The product's version, for `/health` and build info. */
  version: 'PRODUCT_VERSION',
  /** The default instance's id, or empty. */
  instanceId: 'INSTANCE_ID',
  /** Comma-separated regions that a request may name. */
  allowedRegions: 'ALLOWED_REGIONS',
  /** Comma-separated instance types that `create` may launch. */
  allowedInstanceTypes: 'ALLOWED_INSTANCE_TYPES',
  /** `key=value` of the tag that a controllable instance carries, or empty for no guard. */
  guardTag: 'GUARD_TAG',
  /** `key=value` of the tag that `create` puts on and `delete` asks for, or empty for no check on delete. */
  creatorTag: 'CREATOR_TAG',
  /** Comma-separated CORS origins, or empty for none. */
  corsOrigins: 'CORS_ORIGINS',
  /** `ec2`, or `docker` for containers in the place of instances. */
  compute: 'COMPUTE',
  /** Where the Docker Engine is, such as `unix:///var/run/docker.sock`. */
  dockerHost: 'DOCKER_HOST',
  /** Comma-separated images that `create` may run; the first one is the default. */
  dockerImages: 'DOCKER_IMAGES',
  /** Limits of a container: `memory=512,processes=256,cpus=1`, in MiB, processes and processors. */
  dockerLimits: 'DOCKER_LIMITS',
  /** The one DynamoDB table. */
  tableName: 'TABLE_NAME',
  /** ARN of the job state machine. */
  stateMachineArn: 'STATE_MACHINE_ARN',
  /** Requests a second, and in a burst; the server of the container counts them itself, the function's stage for it. */
  throttleRate: 'THROTTLE_RATE',
  throttleBurst: 'THROTTLE_BURST',
  /** `on` or `off`: the DynamoDB write behind `/metrics`. */
  requestMetrics: 'REQUEST_METRICS',
  /** `on` or `off`: schedules, their routes and their rule. */
  schedules: 'SCHEDULES',
  /** `debug`, `info`, `warn` or `error`. */
  logLevel: 'LOG_LEVEL',
  /** Comma-separated seconds between a job's attempts after capacity or throttling errors. */
  retrySeconds: 'RETRY_SECONDS',
} as const;

/** The callers file (`contract/callers.ts`) beside the function's code; variables are limited to 4 KB. Absent with `AUTH` none. */
export const callersFile = 'callers.json';

/** The console beside the function's code, one HTML file. */
export const pageFile = 'console.html';

export type EnvironmentName = (typeof Environment)[keyof typeof Environment];

export const Profile = { lab: 'lab', production: 'production' } as const;
export type Profile = (typeof Profile)[keyof typeof Profile];

export const Auth = { none: 'none', key: 'key', iam: 'iam' } as const;
export type Auth = (typeof Auth)[keyof typeof Auth];

/** Log entries below the level are not written. */
export const LogLevel = { debug: 'debug', info: 'info', warn: 'warn', error: 'error' } as const;
export type LogLevel = (typeof LogLevel)[keyof typeof LogLevel];
