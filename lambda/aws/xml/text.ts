const reference = /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-zA-Z][a-zA-Z0-9]{0,30}));/g;
const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Resolves character references and XML's own five entities. No other is ever defined: it becomes nothing. */
export function decode(text: string): string {
  if (!text.includes('&')) return text;
  let decoded = '';
  let from = 0;
  for (const { 0: all, 1: hexadecimal, 2: decimal, 3: named = '', index } of text.matchAll(reference)) {
    decoded += text.slice(from, index);
    if (hexadecimal !== undefined) decoded += character(Number.parseInt(hexadecimal, 16));
    else if (decimal !== undefined) decoded += character(Number(decimal));
    else decoded += entities.get(named) ?? '';
    from = index + all.length;
  }
  return decoded + text.slice(from);
}

/** Makes the character of a number, emoji included: the SDK makes another one of those. A number of no character becomes nothing. */
function character(code: number): string {
  return code > 0x10ffff ? '' : String.fromCodePoint(code);
}

/** Checks whether the text is only a line break and the indentation between two elements. */
export function isLayout(text: string): boolean {
  return text.includes('\n') && text.trim() === '';
}

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[tT](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[zZ]|([-+])(\d\d):(\d\d))$/;
const leastAndMost = [
  [1, 12],
  [1, 31],
  [0, 23],
  [0, 59],
  [0, 60],
] as const;

/**
 * Reads an RFC 3339 time.
 * @returns undefined for a text that is no RFC 3339 time
 */
export function timeOf(text: string): Date | undefined {
  const match = rfc3339.exec(text);
  if (match === null) return undefined;
  const [year = 0, ...rest] = match.slice(1, 7).map(Number);
  const [month = 1, day = 1, hour = 0, minute = 0, second = 0] = rest;
  if (!leastAndMost.every(([least, most], index) => least <= (rest[index] ?? 0) && (rest[index] ?? 0) <= most)) {
    return undefined;
  }
  const [, , , , , , , fraction = '', sign = '', hours = '', minutes = ''] = match;
  const time = new Date(
    Date.UTC(year, month - 1, day, hour, minute, second, Math.round(Number(`0.${fraction || '0'}`) * 1000)),
  );
  // `Date.UTC` takes the years 0 to 99 for those of the twentieth century.
  time.setUTCFullYear(year);
  if (sign !== '') time.setTime(time.getTime() - Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000);
  return time;
}
