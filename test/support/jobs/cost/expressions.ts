import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../../lambda/jobs/store/table';

/** An expression with what its placeholders stand for. */
export interface Expression {
  readonly text: string;
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly values?: Readonly<Record<string, AttributeValue>> | undefined;
}

/** Does the condition, filter or key condition hold? Only what the adapters use is understood; anything else is an error. */
export function holds({ text, names, values }: Expression, item: Item | undefined): boolean {
  return text.split(' OR ').some((any) => termsOf(any).every((term) => termHolds({ text: term, names, values }, item)));
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

function termHolds({ text, names, values }: Expression, item: Item | undefined): boolean {
  const exists = /^attribute_(not_)?exists\((\S+)\)$/.exec(text);
  if (exists !== null) {
    const there = item?.[nameOf(exists[2] ?? '', names)] !== undefined;
    return exists[1] === undefined ? there : !there;
  }
  const [left = '', operator = '', ...right] = text.split(' ');
  const actual = item?.[nameOf(left, names)]?.S;
  if (actual === undefined) return false;
  const wanted = right
    .flatMap((word) => word.match(/:\w+/)?.[0] ?? [])
    .map((name) => attributeOf(name, values).S ?? '');
  const [first = '', last = ''] = wanted;
  switch (operator) {
    case '=':
      return actual === first;
    case '<':
      return actual < first;
    case '<=':
      return actual <= first;
    case 'IN':
      return wanted.includes(actual);
    case 'BETWEEN':
      return first <= actual && actual <= last;
    default:
      throw new Error(`a condition is not understood: ${text}`);
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
