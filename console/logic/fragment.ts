/** What the page shows, as its URL's fragment says: a view can be shared by its address. */
export type View =
  | { readonly page: 'instances'; readonly filter: Filter }
  | { readonly page: 'jobs'; readonly filter: JobFilter }
  | { readonly page: 'job'; readonly id: string }
  | { readonly page: 'schedules' }
  | { readonly page: 'api' };

/** Which instances are shown, and in what order. */
export interface Filter {
  /** Found in the name, the id or an address. */
  readonly search: string;
  readonly states: readonly string[];
  /** `key=value`, all of which must match; `key` alone asks that there be such a tag. */
  readonly tags: readonly string[];
  /** The tag to group by; empty: no groups. */
  readonly group: string;
  readonly sort: SortKey;
  /** The other way round. */
  readonly descending: boolean;
  /** Empty: the deployment's own. */
  readonly region: string;
}

export interface JobFilter {
  readonly status: string;
  readonly instance: string;
}

export const sortKeys = ['name', 'state', 'type', 'zone', 'age'] as const;
export type SortKey = (typeof sortKeys)[number];

/** The tag by which instances are grouped when the address says nothing. */
export const usualGroup = 'Environment';

export const noFilter: Filter = {
  search: '',
  states: [],
  tags: [],
  group: usualGroup,
  sort: 'name',
  descending: false,
  region: '',
};

/** Reads a fragment such as `#/instances?state=running&tag=Team=web`; anything else shows all instances. */
export function parseView(fragment: string): View {
  const [path = '', query = ''] = fragment.replace(/^#\/?/, '').split('?', 2);
  const [page, id] = path.split('/').map(decoded);
  const given = new URLSearchParams(query);
  if (page === 'jobs' && id) return { page: 'job', id };
  if (page === 'jobs') {
    return { page, filter: { status: given.get('status') ?? '', instance: given.get('instance') ?? '' } };
  }
  if (page === 'schedules' || page === 'api') return { page };
  return { page: 'instances', filter: filterOf(given) };
}

function filterOf(given: URLSearchParams): Filter {
  const [, minus, wanted] = /^(-?)(.*)$/.exec(given.get('sort') ?? '') ?? [];
  const sort = sortKeys.find((key) => key === wanted);
  return {
    search: given.get('q') ?? '',
    states: (given.get('state') ?? '').split(',').filter(Boolean),
    tags: given.getAll('tag').filter(Boolean),
    group: given.get('group') ?? usualGroup,
    sort: sort ?? 'name',
    descending: sort !== undefined && minus === '-',
    region: given.get('region') ?? '',
  };
}

/** Writes the fragment of a view; what is as usual is left out. */
export function fragmentOf(view: View): string {
  switch (view.page) {
    case 'job':
      return `#/jobs/${encodeURIComponent(view.id)}`;
    case 'jobs':
      return withQuery('#/jobs', [
        ['status', view.filter.status],
        ['instance', view.filter.instance],
      ]);
    case 'instances': {
      const { search, states, tags, group, sort, descending, region } = view.filter;
      return withQuery('#/instances', [
        ['q', search],
        ['state', states.join(',')],
        ...tags.map((tag): [string, string] => ['tag', tag]),
        ...(group === usualGroup ? [] : [['group', group] as [string, string]]),
        ['sort', descending ? `-${sort}` : sort === 'name' ? '' : sort],
        ['region', region],
      ]);
    }
    default:
      return `#/${view.page}`;
  }
}

function withQuery(path: string, parts: readonly (readonly [string, string])[]): string {
  const written = parts
    .filter(([name, value]) => value !== '' || name === 'group')
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3D', '=')}`);
  return written.length === 0 ? path : `${path}?${written.join('&')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
