import { type CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';

/** One line of a log, and when it was written. */
export interface LogLine {
  /** The same whenever the line is read, also by a reading that begins later. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly text: string;
}

/** Reads the lines of a log group since a time, the oldest first. @throws what CloudWatch Logs answers */
export async function readLog(client: CloudWatchLogsClient, group: string, since: number): Promise<readonly LogLine[]> {
  const lines: LogLine[] = [];
  const same = new Map<string, number>();
  for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName: group, startTime: since })) {
    for (const { eventId, timestamp = 0, message = '', logStreamName = '' } of events) {
      // An emulator gives the lines of functions no id. Lines of one millisecond that are alike are told apart by their count.
      const likeness = `${timestamp} ${logStreamName} ${message}`;
      const count = (same.get(likeness) ?? 0) + 1;
      same.set(likeness, count);
      lines.push({ id: eventId ?? `${count} ${likeness}`, time: timestamp, text: message });
    }
  }
  return lines.sort((a, b) => a.time - b.time);
}
