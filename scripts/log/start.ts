import { durationSeconds } from '../../contract/durations';
import { Failure } from '../console/failure';

/** How far back the log is shown where nothing is said: but not beyond the last deployment, whose lines would pass for the new one's. */
const usual = '15m';

/** From when on the log is shown. */
export interface LogStart {
  /** Milliseconds since 1970. */
  readonly from: number;
  /** The same in words. */
  readonly text: string;
}

/**
 * Finds out from when on to show the log.
 * @param since - the user's `SINCE`
 * @param deployedAt - RFC 3339 time of the last deployment
 * @param now - milliseconds since 1970
 * @throws Failure when `since` is no duration
 */
export function logStart(since: string | undefined, deployedAt: string | undefined, now: number): LogStart {
  const seconds = durationSeconds(since || usual);
  if (seconds === undefined) {
    throw new Failure(`SINCE is "${since}", but must be a duration such as 90s, 15m, 2h or 1d.`);
  }
  const from = now - seconds * 1_000;
  const deployed = since ? Number.NaN : Date.parse(deployedAt ?? '');
  if (!(deployed > from)) return { from, text: `${since || usual} ago` };
  return { from: deployed, text: `the deployment at ${new Date(deployed).toTimeString().slice(0, 8)}` };
}
