import { defined } from '../../contract/defined';
import { expositionMediaType } from '../../contract/metrics';
import type { Handler } from '../http/context';
import { metricFamilies } from './families';
import { exposition } from './prometheus';
import { type MetricsSources, readMetrics } from './scrape';

export interface MetricsOptions extends Omit<MetricsSources, 'ec2'> {
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Called for each source that a scrape could not read. */
  readonly onFailure: (source: string, error: unknown) => void;
}

/**
 * Handles `/metrics` with Prometheus' text exposition. What cannot be read is missing from it; the scrape itself
 * succeeds.
 */
export function metrics({ counters, jobs, schedules, now, onFailure }: MetricsOptions): Handler {
  return async ({ config, caller, region, credentials, ec2Of }) => {
    const sources: MetricsSources = {
      ec2: ec2Of(region, credentials),
      jobs,
      ...defined({ counters, schedules }),
    };
    const snapshot = await readMetrics(sources, caller, now);
    for (const [source, error] of Object.entries(snapshot.failures)) onFailure(source, error);
    const { version, profile } = config;
    const content = exposition(metricFamilies(snapshot, { version, region, profile }));
    return { status: 200, text: { content, type: expositionMediaType } };
  };
}
