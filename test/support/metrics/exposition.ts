/** One line of a scrape. */
export interface ScrapedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A scrape, read. */
export interface Scrape {
  readonly types: ReadonlyMap<string, string>;
  readonly samples: readonly ScrapedSample[];
  /** The value of the one sample with this name and, among others, these labels; undefined when there is none. */
  value(name: string, labels?: Readonly<Record<string, string>>): number | undefined;
  /** All samples with this name and, among others, these labels. */
  all(name: string, labels?: Readonly<Record<string, string>>): readonly ScrapedSample[];
}

const name = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const label = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
const sampleForm = new RegExp(
  `^(${name})(?:\\{(${label}(?:,${label})*)\\})? ([+-]?(?:Inf|\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)|NaN)$`,
);
const commentForm = new RegExp(`^# (HELP|TYPE) (${name}) (.*)$`, 's');

/**
 * Reads Prometheus' text exposition, strictly.
 * @throws Error at the first line that breaks the format, at a sample before its TYPE or a second one of the same labels
 */
export function readExposition(text: string): Scrape {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const types = new Map<string, string>();
  const samples: ScrapedSample[] = [];
  const seen = new Set<string>();
  for (const line of text.slice(0, -1).split('\n')) {
    const comment = commentForm.exec(line);
    if (comment !== null) {
      const [, kind, metric = '', value = ''] = comment;
      if (kind === 'TYPE' && types.has(metric)) throw new Error(`a second TYPE of ${metric}`);
      if (kind === 'TYPE') types.set(metric, value);
      continue;
    }
    const sample = sampleOf(line);
    const key = `${sample.name} ${JSON.stringify(Object.entries(sample.labels).sort())}`;
    if (seen.has(key)) throw new Error(`twice: ${line}`);
    if (!types.has(sample.name) && !types.has(sample.name.replace(/_(bucket|sum|count)$/, ''))) {
      throw new Error(`before its TYPE: ${line}`);
    }
    seen.add(key);
    samples.push(sample);
  }
  const all: Scrape['all'] = (wanted, labels = {}) =>
    samples.filter(
      (sample) =>
        sample.name === wanted && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
    );
  return {
    types,
    samples,
    all,
    value(wanted, labels) {
      const found = all(wanted, labels);
      if (found.length > 1) throw new Error(`${wanted} ${JSON.stringify(labels)} has ${found.length} samples`);
      return found[0]?.value;
    },
  };
}

function sampleOf(line: string): ScrapedSample {
  const [, metric, labels = '', value = ''] = sampleForm.exec(line) ?? [];
  if (metric === undefined) throw new Error(`not a sample: ${line}`);
  const pairs = [...labels.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [
    key,
    text.replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character)),
  ]);
  return { name: metric, labels: Object.fromEntries(pairs), value: Number(value.replace('Inf', 'Infinity')) };
}
