/**
 * Finds the address below which the API answers, from the page's own path: `/prod` and `/prod/` both give `/prod/`.
 * A browser resolves a relative URL against the last slash, so the page makes its own.
 */
export function baseOf(pathname: string): string {
  return `${pathname.replace(/\/+$/, '')}/`;
}

/** A value of a query; a list is written with commas. */
export type QueryValue = string | number | boolean | readonly string[] | undefined;

/** Writes a path with its query, without what is undefined or empty. */
export function pathOf(path: string, query: Readonly<Record<string, QueryValue>> = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
      ? []
      : [`${name}=${encodeURIComponent(String(value)).replaceAll('%2C', ',').replaceAll('%3D', '=')}`],
  );
  return given.length === 0 ? path : `${path}?${given.join('&')}`;
}
