import type * as z from 'zod/mini';
import type { Parameter } from '../../contract/parameters/parameter';
import { readValue } from './collect';

/** Words the refusal of an unknown parameter, with the nearest known name. */
export function unknownDetail(name: string, allowed: readonly string[]): string {
  const near = nearest(name, allowed);
  const advice =
    near === undefined ? `Known here: ${allowed.length === 0 ? 'none' : allowed.join(', ')}.` : `Did you mean ${near}?`;
  return `${JSON.stringify(name)} is not a parameter of this operation. ${advice}`;
}

/** Shows the values that were sent, as far as a sentence can hold them. */
export function shown(values: readonly unknown[]): string {
  const [value] = values;
  if (values.length > 1) return `${values.length} values`;
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100));
  return (JSON.stringify(value) ?? String(value)).slice(0, 100);
}

/** Hints at a value of which only the case is wrong (`dry_run=True`). */
export function caseHint({ schema, kind }: Parameter<z.ZodMiniType>, values: readonly unknown[]): string {
  const [value] = values;
  if (typeof value !== 'string' || values.length > 1) return '';
  const right = [value.toLowerCase(), value.toUpperCase()].find(
    (other) => other !== value && schema.safeParse(readValue(other, kind)).success,
  );
  return right === undefined ? '' : ` (the case matters: ${JSON.stringify(right.slice(0, 100))})`;
}

/** Finds the known name with the fewest edits (Levenshtein) from `name`, or undefined when none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > 64) return undefined;
  let best: string | undefined;
  let fewest = Math.max(2, Math.floor(name.length / 2)) + 1;
  for (const candidate of known) {
    const edits = distance(name.toLowerCase(), candidate);
    if (edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replace));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
