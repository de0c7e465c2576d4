import { type StatsFs, statfsSync } from 'node:fs';

/** Bytes below which nothing that make does can succeed. */
const least = 1_000_000;

/** Blocks that are free, and bytes of each. */
type Room = Pick<StatsFs, 'bavail' | 'bsize'>;

/** Checks whether the disk of a file has no room left. */
export function isDiskFull(path: string, stat: (path: string) => Room = statfsSync): boolean {
  try {
    const { bavail, bsize } = stat(path);
    return bavail * bsize < least;
  } catch {
    return false;
  }
}
