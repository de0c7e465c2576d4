import { LogLevel } from '../../contract/environment';

/** Writes one JSON line an entry, which CloudWatch Logs Insights reads field by field. */
export interface Log {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * @param level - entries below it are not written
 * @param write - takes a line without its end; default: standard output
 */
export function createLog(level: LogLevel, write: (line: string) => void = toStdout): Log {
  const levels = Object.values(LogLevel);
  const entry =
    (of: LogLevel) =>
    (message: string, fields: Fields = {}): void => {
      if (levels.indexOf(of) < levels.indexOf(level)) return;
      write(JSON.stringify({ time: new Date().toISOString(), level: of, message, ...fields }));
    };
  return { debug: entry('debug'), info: entry('info'), warn: entry('warn'), error: entry('error') };
}

/**
 * Not `console.log`: Lambda's Node.js runtime puts the time and the request id before what goes through it, and CloudWatch
 * then finds neither JSON fields nor embedded metrics in the line.
 */
function toStdout(line: string): void {
  process.stdout.write(`${line}\n`);
}
