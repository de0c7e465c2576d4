import { ChangeAction } from '../../contract/actions';
import { Metric, ScrapeSource } from '../../contract/metrics';
import { firingResults, ScheduleState } from '../../contract/schedules';
import { JobStatus, jobStatuses, shownStates } from '../../contract/states';
import { durationSamples, type Family, type Sample } from './prometheus';
import { firingsOf, jobRow, outcomeLabels, RowValue } from './rows';
import type { CounterRow, Snapshot } from './scrape';

/** The labels of the build that answers. */
export interface Build {
  readonly version: string;
  readonly region: string;
  readonly profile: string;
}

/** Makes the metrics of a snapshot, in the order in which they are shown; a source that was not read has none. */
export function metricFamilies(snapshot: Snapshot, build: Build): readonly Family[] {
  return [...requestFamilies(snapshot.requests), ...gauges(snapshot, build)];
}

function requestFamilies(rows: readonly CounterRow[] | undefined): readonly Family[] {
  if (rows === undefined) return [];
  const byKey = [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));
  return [
    {
      name: Metric.requestDuration,
      type: 'histogram',
      help: 'Time from the arrival of a request in the function to its answer, in seconds.',
      samples: byKey.flatMap(durationSamples),
    },
    {
      name: Metric.outcomes,
      type: 'counter',
      help: 'Instances that were asked to change, by how it ended.',
      samples: outcomeSamples(byKey),
    },
    {
      name: Metric.firings,
      type: 'counter',
      help: 'Firings of schedules, by what became of them.',
      samples: firingSamples(byKey),
    },
    { name: Metric.jobsEnded, type: 'counter', help: 'Jobs that have ended.', samples: jobSamples(byKey) },
    {
      name: Metric.coldStarts,
      type: 'counter',
      help: 'Starts of function instances.',
      samples: [{ labels: {}, value: total(byKey, RowValue.coldStarts) }],
    },
  ];
}

/** The source of each gauge. */
const sources = {
  [Metric.instances]: ScrapeSource.instances,
  [Metric.jobs]: ScrapeSource.jobs,
  [Metric.schedules]: ScrapeSource.schedules,
} as const;

function gauges({ instances, jobs, schedules, failures, requests }: Snapshot, build: Build): readonly Family[] {
  const counted: readonly (Family & { readonly name: keyof typeof sources })[] = [
    {
      name: Metric.instances,
      type: 'gauge',
      help: 'EC2 instances that the scraping caller sees, in the region of the deployment.',
      samples: shownStates.map((state) => ({ labels: { state }, value: instances?.get(state) ?? 0 })),
    },
    {
      name: Metric.jobs,
      type: 'gauge',
      help: 'Jobs on record.',
      samples: jobStatuses.map((status) => ({ labels: { status }, value: jobs?.[status] ?? 0 })),
    },
    {
      name: Metric.schedules,
      type: 'gauge',
      help: 'Schedules.',
      samples: Object.values(ScheduleState).map((state) => ({ labels: { state }, value: schedules?.[state] ?? 0 })),
    },
  ];
  const read: Readonly<Record<ScrapeSource, boolean>> = {
    requests: requests !== undefined,
    instances: instances !== undefined,
    jobs: jobs !== undefined,
    schedules: schedules !== undefined,
  };
  return [
    ...counted.filter(({ name }) => read[sources[name]]),
    {
      name: Metric.buildInfo,
      type: 'gauge',
      help: 'The deployment that answers.',
      samples: [{ labels: { ...build }, value: 1 }],
    },
    {
      name: Metric.scrapeSuccess,
      type: 'gauge',
      help: 'Whether this scrape could read all of a source.',
      // A source that does not exist here has neither failed nor succeeded.
      samples: Object.values(ScrapeSource)
        .filter((source) => read[source] || source in failures)
        .map((source) => ({ labels: { source }, value: read[source] ? 1 : 0 })),
    },
  ];
}

/** Makes the samples of firings, zeros included, as with jobs. */
function firingSamples(rows: readonly CounterRow[]): readonly Sample[] {
  const counted = rows.flatMap((row) => firingsOf(row) ?? []);
  return firingResults.map((result) => ({
    labels: { result },
    value: counted.reduce((sum, row) => sum + (row.result === result ? row.count : 0), 0),
  }));
}

function outcomeSamples(rows: readonly CounterRow[]): readonly Sample[] {
  const names = new Set(rows.flatMap(({ values }) => Object.keys(values)));
  return [...names].sort().flatMap((name) => {
    const labels = outcomeLabels(name);
    return labels === undefined ? [] : [{ labels, value: total(rows, name) }];
  });
}

const jobActions = [...Object.values(ChangeAction), 'create'] as const;
const endings = [JobStatus.succeeded, JobStatus.failed, JobStatus.cancelled] as const;

/**
 * Makes the samples of ended jobs, zeros included: Prometheus sees no increase in a series that begins with 1, and the
 * first failed job would raise no alert.
 */
function jobSamples(rows: readonly CounterRow[]): readonly Sample[] {
  const values = new Map(rows.map((row) => [row.key, row.values]));
  return jobActions.flatMap((action) =>
    endings.map((status) => {
      const { key } = jobRow({ action, status, outcomes: [] });
      return { labels: { action, status }, value: values.get(key)?.[RowValue.jobs] ?? 0 };
    }),
  );
}

function total(rows: readonly CounterRow[], name: string): number {
  return rows.reduce((sum, { values }) => sum + (values[name] ?? 0), 0);
}
