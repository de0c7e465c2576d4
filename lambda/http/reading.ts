import type { Reading } from '../../contract/parameters/parameter';

/**
 * Leads a raw value to the type that its schema expects. Text from a path, a query or a form becomes what it stands for;
 * JSON values and texts that stand for nothing pass as they are, for the schema to refuse.
 */
export function readValue(value: unknown, reading: Reading): unknown {
  switch (reading) {
    case 'text':
      return value;
    case 'flag':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'integer':
      return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
    case 'list':
      return typeof value === 'string' ? items(value) : Array.isArray(value) ? value.map(trimmed) : value;
    case 'tags':
      return typeof value === 'string' ? tag(value) : wholeObject(value);
  }
}

/** Is a value that was given for a selector empty? An empty selection is refused, never read as "all". */
export function isEmptySelector(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0 || value.every((item) => item === '' || item === null);
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function items(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function trimmed(item: unknown): unknown {
  return typeof item === 'string' ? item.trim() : item;
}

/** `Key=Value`; the value may hold further equals signs. */
function tag(text: string): unknown {
  if (text === '') return text;
  const at = text.indexOf('=');
  return at < 1 ? text : Object.fromEntries([[text.slice(0, at), text.slice(at + 1)]]);
}

/**
 * A member `__proto__` is lost when an object is checked, and a selection without one of its tags is a wider one: such an
 * object becomes what no schema takes.
 */
function wholeObject(value: unknown): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__') ? '__proto__' : value;
}
