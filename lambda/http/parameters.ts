import type { Operation } from '../../contract/operations';
import {
  type ParameterName,
  type Parameters,
  parameterEntry,
  parametersOf,
  spellings,
} from '../../contract/parameters';
import type { ProblemCode } from '../../contract/problems';
import { type ParameterError, Problem } from '../domain/problem';
import { isEmptySelector, type RawParameter, readValue } from './collect';

interface Finding extends ParameterError {
  readonly code: ProblemCode;
}

/**
 * Merges and checks the parameters of an operation.
 * @throws Problem with every finding in `errors`; the first one gives the code
 */
export function readParameters(given: readonly RawParameter[], operations: readonly Operation[]): Parameters {
  const allowed = new Set(operations.flatMap(parametersOf));
  const findings: Finding[] = [];
  const values = new Map<ParameterName, unknown>();
  const written = new Map<ParameterName, string>();
  for (const item of given) {
    const name = spellings.get(item.spelling);
    if (name === undefined || !allowed.has(name)) {
      // A header means nothing to an operation that has no use for it; anything else was meant as a parameter.
      if (item.place === 'header') continue;
      findings.push(unknown(item.spelling, [...allowed]));
      continue;
    }
    const value = check(name, item, findings);
    if (value === undefined) continue;
    const merged = mergeable(name, item) ? { ...object(values.get(name)), ...object(value) } : value;
    const [before, now] = [written.get(name), canonical(merged)];
    if (before !== undefined && (mergeable(name, item) ? overwrites(values.get(name), value) : before !== now)) {
      findings.push({ code: 'conflicting_parameters', parameter: name, detail: conflict(name) });
      continue;
    }
    values.set(name, merged);
    written.set(name, now);
  }
  const [first] = findings;
  if (first !== undefined) throw problemOf(first, findings);
  return Object.fromEntries(values) as Parameters;
}

function check(name: ParameterName, { value, place }: RawParameter, findings: Finding[]): unknown {
  const entry = parameterEntry(name);
  const read = readValue(value, entry.kind);
  if (entry.selector && isEmptySelector(read)) {
    findings.push({
      code: 'empty_selector',
      parameter: name,
      detail: `${name} was given, but is empty. Leave it out, or name ${entry.rule}.`,
    });
    return undefined;
  }
  const result = entry.schema.safeParse(read);
  if (result.success) return result.data;
  const got = entry.secret ? '' : `; got ${shown(value)}`;
  findings.push({
    code: 'invalid_parameter',
    parameter: name,
    detail: `${name} (${place}) must be ${entry.rule}${got}.`,
  });
  return undefined;
}

/** `tag=A=1&tag=B=2` names two tags of one selection, not one parameter twice. */
function mergeable(name: ParameterName, { place, value }: RawParameter): boolean {
  return name === 'tags' && place !== 'path' && typeof value === 'string';
}

function overwrites(before: unknown, now: unknown): boolean {
  const held = object(before);
  return Object.entries(object(now)).some(([key, value]) => Object.hasOwn(held, key) && held[key] !== value);
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The same text for the same value, whatever the order of tags. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value);
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function unknown(spelling: string, allowed: readonly ParameterName[]): Finding {
  const near = nearest(spelling, allowed);
  const advice =
    near === undefined ? `Known here: ${allowed.length === 0 ? 'none' : allowed.join(', ')}.` : `Did you mean ${near}?`;
  return {
    code: 'unknown_parameter',
    parameter: spelling.slice(0, 64),
    detail: `${JSON.stringify(spelling.slice(0, 64))} is not a parameter of this operation. ${advice}`,
  };
}

function conflict(name: ParameterName): string {
  return `${name} was given more than once, with different values.`;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100));
  if (Array.isArray(value)) return 'an array with other content';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

function problemOf(first: Finding, findings: readonly Finding[]): Problem {
  const errors = findings.map(({ parameter, detail }) => ({ parameter, detail }));
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more, see errors)` : '';
  return new Problem(first.code, `${first.detail}${more}`, { errors });
}

/** The known name with the fewest edits (Levenshtein) from `name`, or undefined when none is near. */
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
