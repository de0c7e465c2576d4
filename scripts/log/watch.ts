import type { LogLine } from './read';

export interface WatchOptions {
  /** Reads the lines since a time in milliseconds, the oldest first. */
  readonly read: (since: number) => Promise<readonly LogLine[]>;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Takes a line; false for one that is not shown. */
  readonly write: (line: LogLine) => boolean;
  /** Waits until the next look; false ends the watch. */
  readonly goOn: () => Promise<boolean>;
}

/** Milliseconds that a line may come late, after newer ones: instances of a function write their logs apart from each other. */
const lateness = 10_000;

/**
 * Shows each line of a log once, for one look or as long as it is followed.
 * @returns how many lines were shown
 */
export async function watchLog({ read, since, write, goOn }: WatchOptions): Promise<number> {
  const seen = new Map<string, number>();
  let from = since;
  let newest = since;
  let shown = 0;
  do {
    for (const line of await read(from)) {
      if (seen.has(line.id)) continue;
      seen.set(line.id, line.time);
      newest = Math.max(newest, line.time);
      if (write(line)) shown += 1;
    }
    from = Math.max(from, newest - lateness);
    for (const [id, time] of seen) if (time < from) seen.delete(id);
  } while (await goOn());
  return shown;
}
