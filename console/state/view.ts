import { computed, signal } from '@preact/signals';
import { type Filter, fragmentOf, noFilter, parseView, type View } from '../logic/fragment';

/** What the page shows. */
export const view = signal<View>(parseView(location.hash));

/** The filter of the instances, also while another page is shown. */
export const filter = signal<Filter>(noFilter);

if (view.value.page === 'instances') filter.value = view.value.filter;

addEventListener('hashchange', () => show(parseView(location.hash)));

/** Goes to another page, which the browser's history remembers. */
export function go(next: View): void {
  location.hash = fragmentOf(next);
}

/** Changes the filter; the history gets no entry for each letter of a search. */
export function narrow(change: Partial<Filter>): void {
  const next: View = { page: 'instances', filter: { ...filter.value, ...change } };
  history.replaceState(null, '', fragmentOf(next));
  show(next);
}

/** The address of the list of instances as it was last seen. */
export const instancesLink = computed(() => fragmentOf({ page: 'instances', filter: filter.value }));

function show(next: View): void {
  if (next.page === 'instances') filter.value = next.filter;
  view.value = next;
}
