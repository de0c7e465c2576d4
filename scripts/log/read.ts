import { type CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';

/** One line of a log, and when it was written. */
export interface LogLine {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly text: string;
}

/** The lines of a log group since a time, the oldest first. @throws what CloudWatch Logs answers */
export async function readLog(client: CloudWatchLogsClient, group: string, since: number): Promise<readonly LogLine[]> {
  const lines: LogLine[] = [];
  for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName: group, startTime: since })) {
    for (const [at, { eventId, timestamp = 0, message = '' }] of events.entries()) {
      lines.push({ id: eventId ?? `${timestamp}-${at}-${message}`, time: timestamp, text: message });
    }
  }
  return lines.sort((a, b) => a.time - b.time);
}
