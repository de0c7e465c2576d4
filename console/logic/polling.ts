/** What decides when the page asks again. */
export interface Circumstances {
  /** Nobody sees the page. */
  readonly hidden: boolean;
  /** The calls that have failed in a row. */
  readonly failures: number;
  /** Seconds that the API asked to be left alone. */
  readonly retryAfter?: number;
}

/** Milliseconds between two calls for what is changing, and for everything. */
export const pace = { changing: 2_000, resting: 15_000 } as const;

/** Milliseconds until the next call; undefined while there is to be none. */
export function delayOf(
  usual: number | undefined,
  { hidden, failures, retryAfter = 0 }: Circumstances,
): number | undefined {
  if (hidden || usual === undefined) return undefined;
  const patient =
    failures === 0 ? usual : Math.max(usual > pace.resting ? usual : 0, Math.min(pace.resting, 1_000 * 2 ** failures));
  return Math.max(patient, retryAfter * 1_000);
}

/** Ids that one request may name. */
export const mostIds = 100;

/** The ids to ask for now: where there are more than one request may name, each in its turn. */
export function turn(ids: readonly string[], round: number, most = mostIds): readonly string[] {
  if (ids.length <= most) return ids;
  const from = (round % Math.ceil(ids.length / most)) * most;
  return ids.slice(from, from + most);
}
