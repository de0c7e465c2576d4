import { LogLevel } from '../../../contract/environment';
import { createLog, type Log } from '../../../lambda/logging/log';

/** A log whose lines a test reads. */
export interface TestLog extends Log {
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

/** @param level - entries below it are not written */
export function createTestLog(level: LogLevel = LogLevel.debug): TestLog {
  const lines: Record<string, unknown>[] = [];
  return { lines, ...createLog(level, (line) => lines.push(JSON.parse(line))) };
}
