/** Members that are for CloudWatch only, or stand elsewhere in the readable line. */
const hidden: ReadonlySet<string> = new Set(['_aws', 'function', 'time', 'level', 'message']);

/**
 * Makes a line of the function's log readable.
 * @returns undefined for the platform's own lines (START, END, REPORT), which say nothing of a request
 */
export function readable(line: string): string | undefined {
  const text = line.trim();
  if (/^(START|END|REPORT|INIT_START)\b/.test(text) || text === '') return undefined;
  const entry = parsed(text);
  if (entry === undefined) return text;
  const { time, level, message } = entry;
  const head = `${String(time ?? '').slice(11, 23)} ${String(level ?? '')
    .toUpperCase()
    .padEnd(5)}`;
  return message === 'request' ? `${head} ${request(entry)}` : `${head} ${String(message)} ${members(entry)}`;
}

function request(entry: Readonly<Record<string, unknown>>): string {
  const { status, method, route, duration_ms: ms, ec2_calls: calls, caller, request_id: id, code, cold_start } = entry;
  const parts = [status, method, route, `${Math.round(Number(ms))} ms`, `ec2=${String(calls ?? 0)}`, caller, id, code];
  return [...parts, cold_start ? 'cold' : undefined].filter((part) => part !== undefined).join(' ');
}

function members(entry: Readonly<Record<string, unknown>>): string {
  return Object.entries(entry)
    .filter(([name, value]) => !hidden.has(name) && value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' ');
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
