import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../../lambda/jobs/store/table';

/** An expression with what its placeholders stand for. */
export interface Expression {
  readonly text: string;
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly values?: Readonly<Record<string, AttributeValue>> | undefined;
}

/** Does the condition, filter or key condition hold? Only what the adapters use is understood; anything else is an error. */
export function holds(expression: Expression, item: Item | undefined): boolean {
  return predicateOf(expression)(item);
}

type Predicate = (item: Item | undefined) => boolean;

/** The same for many items: the expression is read once. */
export function predicateOf({ text, names, values }: Expression): Predicate {
  const alternatives = text
    .split(' OR ')
    .map((any) => termsOf(any).map((term) => termPredicate({ text: term, names, values })));
  return (item) => alternatives.some((terms) => terms.every((holdsFor) => holdsFor(item)));
}

/** The item after an update. */
export function updated({ text, names, values }: Expression, item: Item): Item {
  const set = /^SET (.+)$/.exec(text)?.[1];
  if (set === undefined) throw new Error(`an update is not understood: ${text}`);
  const changes = set.split(', ').map((assignment) => {
    const [name = '', value = ''] = assignment.split(' = ');
    return [nameOf(name, names), attributeOf(value, values)] as const;
  });
  return { ...item, ...Object.fromEntries(changes) };
}

/** Terms are joined by AND, which BETWEEN has for itself as well. */
function termsOf(text: string): readonly string[] {
  return text.split(/ AND (?!:last)/);
}

function termPredicate({ text, names, values }: Expression): Predicate {
  const exists = /^attribute_(not_)?exists\((\S+)\)$/.exec(text);
  if (exists !== null) {
    const attribute = nameOf(exists[2] ?? '', names);
    return (item) => (item?.[attribute] !== undefined) === (exists[1] === undefined);
  }
  const [left = '', operator = '', ...right] = text.split(' ');
  const attribute = nameOf(left, names);
  const wanted = right
    .flatMap((word) => word.match(/:\w+/)?.[0] ?? [])
    .map((name) => attributeOf(name, values).S ?? '');
  const compares = comparisonOf(operator, wanted);
  if (compares === undefined) throw new Error(`a condition is not understood: ${text}`);
  return (item) => {
    const actual = item?.[attribute]?.S;
    return actual !== undefined && compares(actual);
  };
}

function comparisonOf(operator: string, wanted: readonly string[]): ((actual: string) => boolean) | undefined {
  const [first = '', last = ''] = wanted;
  switch (operator) {
    case '=':
      return (actual) => actual === first;
    case '<':
      return (actual) => actual < first;
    case '<=':
      return (actual) => actual <= first;
    case 'IN':
      return (actual) => wanted.includes(actual);
    case 'BETWEEN':
      return (actual) => first <= actual && actual <= last;
    default:
      return undefined;
  }
}

function nameOf(text: string, names: Expression['names']): string {
  return text.startsWith('#') ? (names?.[text] ?? text) : text;
}

function attributeOf(text: string, values: Expression['values']): AttributeValue {
  const value = values?.[text];
  if (value === undefined) throw new Error(`${text} stands for nothing`);
  return value;
}
