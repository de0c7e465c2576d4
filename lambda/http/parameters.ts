import { Compute } from '../../contract/docker';
import { Front } from '../../contract/fronts';
import type { Operation } from '../../contract/operations';
import {
  isEc2Only,
  type ParameterName,
  type Parameters,
  parameterEntry,
  parametersOf,
  spellings,
} from '../../contract/parameters';
import { isEmptySelector, type RawParameter, readValue } from './collect';
import type { Finding } from './findings';
import { canonical, mergeRepeated } from './merge';
import { isWholeText, notWhole } from './text';
import { caseHint, shown, unknownDetail } from './wording';

/** What the parameters of a request say, and what is wrong with them. */
export interface ReadParameters {
  /** Those that are right. */
  readonly parameters: Parameters;
  /** Those that were given, the wrong ones too. */
  readonly given: ReadonlySet<ParameterName>;
  readonly findings: readonly Finding[];
}

/** Merges and checks the parameters of an operation; never throws, as more may be wrong with the request than they. */
export function readParameters(
  given: readonly RawParameter[],
  operations: readonly Operation[],
  compute: Compute = Compute.ec2,
  front: Front = Front.function,
): ReadParameters {
  const allowed = new Set(operations.flatMap(parametersOf));
  const findings: Finding[] = [];
  const seen = new Set<ParameterName>();
  const values = new Map<ParameterName, unknown>();
  const written = new Map<ParameterName, string>();
  for (const statement of statementsOf(given)) {
    const name = spellings.get(statement.spelling);
    if (name === undefined || !allowed.has(name)) {
      // A header means nothing to an operation that has no use for it; anything else was meant as a parameter.
      if (statement.place !== 'header') findings.push(unknown(statement.spelling, allowed));
      continue;
    }
    seen.add(name);
    const read = readStatement(name, statement, compute, front);
    if ('code' in read) {
      findings.push(read);
      continue;
    }
    const [before, now] = [written.get(name), canonical(read.value, parameterEntry(name).kind)];
    if (before !== undefined && before !== now) {
      findings.push(conflict(name, 'was given more than once, with different values'));
      values.delete(name);
      continue;
    }
    values.set(name, read.value);
    written.set(name, now);
  }
  return { parameters: Object.fromEntries(values) as Parameters, given: seen, findings };
}

/** Every value that one place gives under one name. */
interface Statement extends Omit<RawParameter, 'value'> {
  readonly values: unknown[];
}

function statementsOf(given: readonly RawParameter[]): Iterable<Statement> {
  const statements = new Map<string, Statement>();
  for (const { place, spelling, value } of given) {
    const key = `${place} ${spelling}`;
    const known = statements.get(key);
    if (known === undefined) statements.set(key, { place, spelling, values: [value] });
    else known.values.push(value);
  }
  return statements.values();
}

function readStatement(
  name: ParameterName,
  { place, values }: Statement,
  compute: Compute,
  front: Front,
): { readonly value: unknown } | Finding {
  if (compute === Compute.docker && isEc2Only(name))
    return { code: 'not_supported_by_docker', parameter: name, detail: ofEc2(name) };
  const entry = parameterEntry(name, compute, front);
  const invalid = (detail: string): Finding => ({ code: 'invalid_parameter', parameter: name, detail });
  if (values.some((value) => typeof value === 'string' && !isWholeText(value))) {
    return invalid(`${name} (${place}) ${notWhole}.`);
  }
  const read = values.map((value) => readValue(value, entry.kind));
  if (entry.selector && read.some(isEmptySelector)) {
    const detail = `${name} was given, but is empty. Leave it out, or name ${entry.rule}.`;
    return { code: 'empty_selector', parameter: name, detail };
  }
  const merged = mergeRepeated(read, entry.kind);
  if ('conflict' in merged) return conflict(name, merged.conflict);
  const result = entry.schema.safeParse(merged.value);
  if (result.success) return { value: result.data };
  const rule = place === 'body' ? entry.rule : (entry.textRule ?? entry.rule);
  const got = entry.secret ? '' : `; got ${shown(values)}${caseHint(entry, values)}`;
  return invalid(`${name} (${place}) must be ${rule}${got}.`);
}

function ofEc2(name: ParameterName): string {
  return `${name} means something that only EC2 has, and this deployment controls containers: leave it out.`;
}

function conflict(name: ParameterName, detail: string): Finding {
  return { code: 'conflicting_parameters', parameter: name, detail: `${name} ${detail}.` };
}

function unknown(spelling: string, allowed: ReadonlySet<ParameterName>): Finding {
  const parameter = spelling.slice(0, 64);
  return { code: 'unknown_parameter', parameter, detail: unknownDetail(parameter, [...allowed]) };
}
