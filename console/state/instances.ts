import { computed, signal } from '@preact/signals';
import type { ChangeAction } from '../../contract/actions';
import { instanceStates } from '../../contract/states';
import { isTransitional } from '../../lambda/domain/transitions';
import type { Instance, InstancePage } from '../api/answers';
import { ask } from '../api/client';
import { grouped, shows } from '../logic/filter';
import { type Note, settledNote } from '../logic/notes';
import { may } from '../logic/rights';
import { announce, say } from './announce';
import { me } from './session';
import { filter, view } from './view';

type Instances = ReadonlyMap<string, Instance>;

/** Every instance that the caller sees, by its id. */
export const instances = signal<Instances>(new Map());

/** Whether the whole list has been read once. */
export const loaded = signal(false);

/** What the list said beside the instances: that something could not be read. */
export const listWarning = signal<string | undefined>(undefined);

/** What is told beside an instance. */
export const notes = signal<ReadonlyMap<string, Note>>(new Map());

/** Instances that the page acted on, until they have arrived. */
export const watched = signal<ReadonlyMap<string, Watch>>(new Map());

export interface Watch {
  readonly action: ChangeAction;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly moved: boolean;
}

/** When an instance was last known anew: a list that was asked for earlier does not overwrite it. */
const freshAt = new Map<string, number>();

export const shown = computed(() => [...instances.value.values()].filter((instance) => shows(filter.value, instance)));

export const groups = computed(() => grouped(shown.value, filter.value.group, filter.value.sort));

/** Ids of the instances that are on their way from one state to another. */
export const changing = computed(() => {
  const moving = [...instances.value.values()].filter(({ state }) => isTransitional(state));
  return [...new Set([...watched.value.keys(), ...moving.map(({ instance_id }) => instance_id)])];
});

/** Reads the whole list; the first time each page is shown as soon as it is there. */
export async function loadList(poll: boolean): Promise<void> {
  const asked = Date.now();
  const { region, states } = filter.value;
  const found = new Map<string, Instance>();
  const query = { page_size: 1_000, region, state: states.includes('terminated') ? instanceStates : undefined };
  let token: string | undefined;
  do {
    const { body } = await ask<InstancePage>('GET', 'list', { query: { ...query, next_token: token }, poll });
    if (region !== filter.value.region) return;
    for (const instance of body.instances) found.set(instance.instance_id, instance);
    listWarning.value = body.warning;
    token = body.next_token;
    if (!loaded.value) instances.value = new Map(found);
  } while (token !== undefined);
  for (const [id, instance] of instances.value) {
    if ((freshAt.get(id) ?? 0) > asked) found.set(id, instance);
  }
  instances.value = found;
  loaded.value = true;
  settle([...found.values()].filter(({ instance_id }) => (freshAt.get(instance_id) ?? 0) <= asked));
}

/** Reads instances by their ids. */
export async function loadSome(ids: readonly string[]): Promise<void> {
  if (me.value === undefined || !may(me.value, 'status')) return loadList(true);
  const { body } = await ask<{ readonly instance?: Instance; readonly instances?: readonly Instance[] }>(
    'GET',
    'status',
    { query: { instance_id: ids, region: filter.value.region }, poll: true },
  );
  const found = body.instances ?? (body.instance === undefined ? [] : [body.instance]);
  const here = new Set(found.map(({ instance_id }) => instance_id));
  put(found);
  settle(found);
  // Those that are gone for good.
  forget(ids.filter((id) => !here.has(id)));
}

/** Takes over instances as they are now. */
export function put(changed: readonly Instance[]): void {
  const next = new Map(instances.value);
  for (const instance of changed) {
    freshAt.set(instance.instance_id, Date.now());
    // A status says nothing of a stop that is to come.
    next.set(instance.instance_id, instance);
  }
  instances.value = next;
}

function forget(ids: readonly string[]): void {
  if (ids.length === 0) return;
  const gone = new Set(ids);
  watched.value = new Map([...watched.value].filter(([id]) => !gone.has(id)));
}

/** Begins to look at an instance every other second, until it is where the action leads to. */
export function watch(ids: readonly string[], action: ChangeAction): void {
  const next = new Map(watched.value);
  for (const id of ids) next.set(id, { action, since: Date.now(), moved: false });
  watched.value = next;
}

function settle(found: readonly Instance[]): void {
  const next = new Map(watched.value);
  for (const instance of found) {
    const id = instance.instance_id;
    const entry = next.get(id);
    if (entry === undefined) continue;
    const note = settledNote(entry.action, instance, Date.now() - entry.since, entry.moved);
    if (note === undefined) {
      next.set(id, { ...entry, moved: entry.moved || isTransitional(instance.state) });
      continue;
    }
    next.delete(id);
    setNote(id, note);
    const text = `${labelOf(instance)}: ${note.text}`;
    if (view.value.page === 'instances') say(text);
    else if (found.length <= 3) announce(text, note.tone);
  }
  watched.value = next;
}

/** Tells something beside an instance; good news goes away by itself. */
export function setNote(id: string, note: Note | undefined): void {
  const next = new Map(notes.value);
  if (note === undefined) next.delete(id);
  else next.set(id, note);
  notes.value = next;
  if (note?.tone !== 'good' && note?.tone !== 'plain') return;
  setTimeout(() => {
    if (notes.value.get(id) === note) setNote(id, undefined);
  }, 10_000);
}

/** What an instance is called. */
export function labelOf({ name, instance_id }: Pick<Instance, 'name' | 'instance_id'>): string {
  return name ?? instance_id;
}

/** Forgets the list, because another one is asked for. */
export function startOver(): void {
  instances.value = new Map();
  loaded.value = false;
}
