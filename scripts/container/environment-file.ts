import type { Variables } from '../settings/env-file';

/**
 * Writes variables as a file for `node --env-file`, which knows three kinds of quotes and no escapes.
 * @throws Error when a value holds all three
 */
export function environmentFile(variables: Variables): string {
  const lines = Object.entries(variables).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const quote = ["'", '"', '`'].find((mark) => !value.includes(mark));
    if (quote === undefined) throw new Error(`${name} holds every kind of quote`);
    return [`${name}=${quote}${value}${quote}\n`];
  });
  return lines.join('');
}
