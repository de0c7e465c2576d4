import type { Filter } from '@aws-sdk/client-ec2';
import type { InstanceState } from '../../contract/states';

/**
 * EC2's filters for a query. They only narrow what is sent over the wire: the adapter applies the query again to what
 * comes back, because emulators ignore some filters, and because a filter's value is a pattern, not a text.
 */
export function filtersOf(
  tags: Readonly<Record<string, string>> = {},
  states: readonly InstanceState[] = [],
): readonly Filter[] {
  const byTags = Object.entries(tags).map(([key, value]) =>
    // An empty value cannot be written in a filter that every EC2 understands.
    value === '' ? filter('tag-key', [pattern(key)]) : filter(`tag:${key}`, [pattern(value)]),
  );
  return states.length === 0 ? byTags : [...byTags, filter('instance-state-name', states)];
}

/** One filter: the values are alternatives. */
export function filter(name: string, values: readonly string[]): Filter {
  return { Name: name, Values: [...values] };
}

/**
 * A pattern that matches at least the text. EC2 takes `*` and `?` for wildcards and `\` for their escape, and moto takes
 * `[` for a set; each becomes `?`, any one character, which all of them understand.
 */
function pattern(text: string): string {
  return text.replace(/[*?\\[\]]/g, '?');
}
