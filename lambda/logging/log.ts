import { LogLevel } from '../../contract/environment';
import { redacting } from './redact';

/**
 * Writes one JSON line an entry, redacted, which CloudWatch Logs Insights reads field by field.
 * @see docs/decisions/0003
 */
export interface Log {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
  /** Writes at every level, as `info`: for what must have no gaps. */
  always(message: string, fields?: Fields): void;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Makes a log of JSON lines.
 * @param level - entries below it are not written
 * @param write - takes a line without its end; default: standard output
 */
export function createLog(level: LogLevel, write: (line: string) => void = toStdout): Log {
  const levels = Object.values(LogLevel);
  const line = (of: LogLevel, message: string, fields: Fields = {}): void =>
    write(JSON.stringify({ time: new Date().toISOString(), level: of, message, ...fields }, redacting));
  const entry = (of: LogLevel) => (message: string, fields?: Fields) => {
    if (levels.indexOf(of) >= levels.indexOf(level)) line(of, message, fields);
  };
  return {
    debug: entry('debug'),
    info: entry('info'),
    warn: entry('warn'),
    error: entry('error'),
    always: (message, fields) => line('info', message, fields),
  };
}

/**
 * Writes past `console.log`, before whose lines Lambda's Node.js runtime puts the time and the request id: CloudWatch
 * then finds neither JSON fields nor embedded metrics.
 */
function toStdout(line: string): void {
  process.stdout.write(`${line}\n`);
}
