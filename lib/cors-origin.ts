import type { ContextReader } from './context';

const rule = 'an origin as a browser sends it, such as https://example.com, or *';

/**
 * Reads the origins that browsers may call from. One that no browser ever sends is refused, with the form to write: it
 * would match nothing, and nobody would be told.
 */
export function corsOrigins(context: ContextReader): readonly string[] {
  return context.list('corsOrigins', /^(\*|https?:\/\/[^\s/*@]+)$/, rule, (value) => asSent(value)) ?? [];
}

/**
 * Converts an origin to the form in which a browser sends it: no default port, the host in lower case and in ASCII, no
 * path.
 */
function asSent(value: string): string | undefined {
  if (value === '*') return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.origin === value)
    return undefined;
  return url.origin;
}
