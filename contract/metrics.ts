/**
 * Names of everything that is measured, shared by the function, which writes them, and the stack, which draws them.
 * `docs/operations.md` says what each one means.
 */

/** Metrics of `GET /metrics`, in Prometheus' names. */
export const Metric = {
  /** Histogram; labels `path`, `method`, `status`. */
  requestDuration: 'http_request_duration_seconds',
  /** Gauge; label `state`. */
  instances: 'ec2_instances',
  /** Gauge; label `status`. */
  jobs: 'ec2_control_jobs',
  /** Gauge; label `state`. */
  schedules: 'ec2_control_schedules',
  /** Counter; label `result`. */
  firings: 'ec2_control_schedule_firings_total',
  /** Counter; labels `action`, `status`. */
  jobsEnded: 'ec2_control_jobs_ended_total',
  /** Counter; labels `action`, `outcome`, `code`. */
  outcomes: 'ec2_control_outcomes_total',
  /** Counter. */
  coldStarts: 'ec2_control_cold_starts_total',
  /** Gauge, always 1; labels `version`, `region`, `profile`. */
  buildInfo: 'ec2_control_build_info',
  /** Gauge, 1 or 0; label `source`: could this scrape read all of it? */
  scrapeSuccess: 'ec2_control_scrape_success',
} as const;
export type Metric = (typeof Metric)[keyof typeof Metric];

/** What a scrape reads from. */
export const ScrapeSource = {
  requests: 'requests',
  instances: 'instances',
  jobs: 'jobs',
  schedules: 'schedules',
} as const;
export type ScrapeSource = (typeof ScrapeSource)[keyof typeof ScrapeSource];

/** Upper bounds of the duration histogram's buckets, in milliseconds, ascending; the last bucket has none. */
export const durationBuckets = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000] as const;

/** The `path` label of a request that no route takes. */
export const unmatchedPath = 'NOT_FOUND';
/** The `method` label of a method that is none of `labelledMethods`. */
export const otherMethod = 'OTHER';
export const labelledMethods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** The media type of Prometheus' text exposition format. */
export const expositionMediaType = 'text/plain; version=0.0.4; charset=utf-8';

/** The CloudWatch namespace of the metrics that the log lines carry. */
export const cloudWatchNamespace = 'EC2Control';

/**
 * CloudWatch metrics, by the field of the log line that holds the value. Every dimension set starts with `function`, so that
 * several deployments in one account stay apart.
 */
export const CloudWatchMetric = {
  /** Milliseconds; `SampleCount` is the number of requests. Dimensions `function` and `function, route`. */
  duration: 'duration_ms',
  /** 1 for an answer 4xx, else absent. Dimensions `function` and `function, route`. */
  clientError: 'client_error',
  /** 1 for an answer 5xx, else absent. Dimensions `function` and `function, route`. */
  serverError: 'server_error',
  /** 1 for the first request of a function instance, else absent. Dimension `function`. */
  coldStart: 'cold_start',
  /** Instances whose change ended so. Dimensions `function, action, outcome` and, with a code, `function, code`. */
  outcomes: 'outcomes',
  /** Jobs that ended so. Dimensions `function, status` and `function, action, status`. */
  jobsEnded: 'jobs_ended',
} as const;
export type CloudWatchMetric = (typeof CloudWatchMetric)[keyof typeof CloudWatchMetric];

export const CloudWatchDimension = {
  /** The function's name. */
  function: 'function',
  /** The route's pattern, e.g. `/start/{instance_id}`, or `NOT_FOUND`. */
  route: 'route',
  action: 'action',
  /** `changed`, `unchanged`, `refused` or `failed`. */
  outcome: 'outcome',
  /** A problem's code. */
  code: 'code',
  /** A job's status. */
  status: 'status',
} as const;
export type CloudWatchDimension = (typeof CloudWatchDimension)[keyof typeof CloudWatchDimension];
