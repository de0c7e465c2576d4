import { computed, signal } from '@preact/signals';
import { instanceStates } from '../../contract/states';
import { isTransitional } from '../../lambda/domain/transitions';
import type { Instance, InstancePage } from '../api/answers';
import { ask } from '../api/client';
import { grouped, shows } from '../logic/filter';
import { may } from '../logic/rights';
import { inOrder } from './order';
import { me } from './session';
import { filter } from './view';
import { settle, unwatch, watched } from './watch';

type Instances = ReadonlyMap<string, Instance>;

/** Every instance that the caller sees, by its id. */
export const instances = signal<Instances>(new Map());

/** Whether the whole list has been read once. */
export const loaded = signal(false);

/** What the list said beside the instances: that something could not be read. */
export const listWarning = signal<string | undefined>(undefined);

/** Which question each instance is known from: the answer to an earlier one does not overwrite it. */
const knownFrom = new Map<string, number>();

/** The question that the list is known from. */
let listFrom = 0;

export const shown = computed(() => [...instances.value.values()].filter((instance) => shows(filter.value, instance)));

export const groups = computed(() => {
  const { group, sort, descending } = filter.value;
  return grouped(shown.value, group, sort, descending);
});

/** Ids of the instances that are on their way from one state to another. */
export const changing = computed(() => {
  const moving = [...instances.value.values()].filter(({ state }) => isTransitional(state));
  return [...new Set([...watched.value.keys(), ...moving.map(({ instance_id }) => instance_id)])];
});

/** Reads the whole list; the first time each page is shown as soon as it is there. */
export async function loadList(poll: boolean): Promise<void> {
  const asked = inOrder();
  const { region, states } = filter.value;
  const found = new Map<string, Instance>();
  const query = { page_size: 1_000, region, state: states.includes('terminated') ? instanceStates : undefined };
  let token: string | undefined;
  do {
    const { body } = await ask<InstancePage>('GET', 'list', { query: { ...query, next_token: token }, poll });
    if (region !== filter.value.region || asked < listFrom) return;
    for (const instance of body.instances) found.set(instance.instance_id, instance);
    listWarning.value = body.warning;
    token = body.next_token;
    keepNewer(found, asked);
    if (!loaded.value) instances.value = new Map(found);
  } while (token !== undefined);
  const news = [...found.values()].filter(({ instance_id }) => !isOlder(asked, instance_id));
  for (const { instance_id } of news) knownFrom.set(instance_id, asked);
  listFrom = asked;
  instances.value = found;
  loaded.value = true;
  settle(news);
}

/** Reads instances by their ids. */
export async function loadSome(ids: readonly string[]): Promise<void> {
  if (me.value === undefined || !may(me.value, 'status')) return loadList(true);
  const asked = inOrder();
  const { region } = filter.value;
  const { body } = await ask<{ readonly instance?: Instance; readonly instances?: readonly Instance[] }>(
    'GET',
    'status',
    { query: { instance_id: ids, region }, poll: true },
  );
  if (region !== filter.value.region) return;
  const found = body.instances ?? (body.instance === undefined ? [] : [body.instance]);
  settle(put(found, asked));
  const here = new Set(found.map(({ instance_id }) => instance_id));
  // Those that are gone for good.
  unwatch(ids.filter((id) => !here.has(id)));
}

/**
 * Takes over instances as they are now.
 * @param asked - the question that they answer; one that has just been answered by default
 * @returns those that were news
 */
export function put(changed: readonly Instance[], asked = inOrder()): readonly Instance[] {
  const news = changed.filter(({ instance_id }) => !isOlder(asked, instance_id));
  const next = new Map(instances.value);
  for (const instance of news) {
    knownFrom.set(instance.instance_id, asked);
    next.set(instance.instance_id, instance);
  }
  instances.value = next;
  return news;
}

/** Adds what is known about instances since a request was sent. */
function keepNewer(found: Map<string, Instance>, asked: number): void {
  for (const [id, instance] of instances.value) if (isOlder(asked, id)) found.set(id, instance);
}

function isOlder(asked: number, id: string): boolean {
  return asked < (knownFrom.get(id) ?? 0);
}

/** Forgets the list, because another one is asked for. */
export function startOver(): void {
  instances.value = new Map();
  loaded.value = false;
}
