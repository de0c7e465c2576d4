import type { ParameterKind } from '../../contract/parameters/parameter';

/** Several values that one place gives for one parameter, as one value; or that they contradict each other. */
export type Merged = { readonly value: unknown } | { readonly conflict: string };

/**
 * Merges the values of a parameter that one place repeats, as generated clients send arrays (`state=running&state=stopped`):
 * a list is all of them, tags are one selection, and anything else must be the same each time.
 */
export function mergeRepeated(values: readonly unknown[], kind: ParameterKind): Merged {
  const [first] = values;
  if (values.length === 1) return { value: first };
  if (kind === 'list') return { value: values.every(Array.isArray) ? values.flat() : values.find(notArray) };
  if (kind === 'tags') return mergeTags(values);
  const same = values.every((value) => canonical(value, kind) === canonical(first, kind));
  return same ? { value: first } : { conflict: 'was given more than once, with different values' };
}

/**
 * Writes a value as a text that is the same for equal values: neither the order of tags or of a list nor repetition
 * matters.
 */
export function canonical(value: unknown, kind: ParameterKind): string {
  if (Array.isArray(value)) return JSON.stringify(kind === 'list' ? [...new Set(value)].sort() : value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const notArray = (value: unknown): boolean => !Array.isArray(value);

function mergeTags(values: readonly unknown[]): Merged {
  const merged = new Map<string, unknown>();
  for (const value of values) {
    if (typeof value !== 'object' || value === null) return { value };
    for (const [key, text] of Object.entries(value)) {
      if (merged.has(key) && merged.get(key) !== text) {
        return { conflict: `was given ${JSON.stringify(key.slice(0, 128))} more than once, with different values` };
      }
      merged.set(key, text);
    }
  }
  // Such a member would be lost when the tags are checked, and fewer tags select more instances.
  return { value: merged.has('__proto__') ? '__proto__' : Object.fromEntries(merged) };
}
