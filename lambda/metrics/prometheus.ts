/** One line of a metric. */
export interface Sample {
  /** What follows the metric's name, e.g. `_bucket`. */
  readonly suffix?: '_bucket' | '_sum' | '_count';
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A metric with all its lines. */
export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** One sentence. */
  readonly help: string;
  readonly samples: readonly Sample[];
}

/**
 * Writes Prometheus' text exposition format, version 0.0.4.
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function exposition(families: readonly Family[]): string {
  return families
    .flatMap(({ name, type, help, samples }) => [
      `# HELP ${name} ${escaped(help)}\n`,
      `# TYPE ${name} ${type}\n`,
      ...samples.map((sample) => `${name}${sample.suffix ?? ''}${labels(sample)} ${numberText(sample.value)}\n`),
    ])
    .join('');
}

function labels({ labels: pairs }: Sample): string {
  const text = Object.entries(pairs).map(([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`);
  return text.length === 0 ? '' : `{${text.join(',')}}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

/** JavaScript writes numbers as Go's ParseFloat reads them, but for infinity. */
export function numberText(value: number): string {
  return value === Number.POSITIVE_INFINITY ? '+Inf' : String(value);
}
