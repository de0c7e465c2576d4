import { defined } from '../../../../contract/defined';
import { cancelled, killed, lives, lost, sleeps, stepOf, submitted, type Variant, type World } from './model';

/** What an exploration has gone through. */
export interface Exploration {
  readonly states: number;
  readonly transitions: number;
  /** Orders in which the instance was stopped, and in which no job was left that had promised it. */
  readonly stopped: number;
  readonly released: number;
  /** The first state that breaks the promise, with what led to it; absent when none does. */
  readonly broken?: { readonly why: string; readonly path: readonly string[] };
}

export interface ExploreOptions {
  /** Ticks of each job's `stop_after`, in the order in which the jobs are accepted. */
  readonly lasts: readonly [number, number, number];
  readonly left: World['left'];
  /** The last tick at which a job is accepted. */
  readonly accepting: number;
  readonly variant?: Variant;
}

/** Goes through every order of calls, cancellations and faults, each state once, and checks the promise in each. */
export function explore({ lasts, left, accepting, variant = {} }: ExploreOptions): Exploration {
  const first: World = {
    tick: 0,
    jobs: lasts.map((of) => ({ lasts: of, record: 'none', row: null, stopAt: null })),
    processes: [],
    left,
    silence: null,
    stoppedBy: null,
  };
  const count = { states: 0, transitions: 0, stopped: 0, released: 0 };
  const seen = new Map<string, { readonly from?: string; readonly by: string }>();
  const open: World[] = [];
  const add = (world: World, by: string, from?: string): void => {
    const key = keyOf(world);
    if (seen.has(key)) return;
    seen.set(key, { by, ...defined({ from }) });
    open.push(world);
  };
  add(first, 'nothing');
  for (let world = open.pop(); world !== undefined; world = open.pop()) {
    count.states += 1;
    const key = keyOf(world);
    const why = wrongIn(world);
    if (why !== undefined) return { ...count, broken: { why, path: pathTo(key, seen) } };
    if (world.stoppedBy !== null) {
      count.stopped += 1;
      continue;
    }
    const next = successors(world, accepting, variant);
    count.transitions += next.length;
    if (next.length === 0) count.released += 1;
    for (const [by, after] of next) add(after, by, key);
  }
  return count;
}

function successors(world: World, accepting: number, variant: Variant): readonly (readonly [string, World])[] {
  const found: [string, World | undefined][] = [];
  world.processes.forEach((process, i) => {
    const name = `${process.kind} ${process.job} ${process.at}`;
    if (!sleeps(world, process)) found.push([name, stepOf(world, i, variant)]);
    found.push([`kill ${name}`, killed(world, i)]);
  });
  if (world.tick <= accepting) found.push(['accept', submitted(world)]);
  world.jobs.forEach((_, job) => {
    found.push([`cancel ${job}`, cancelled(world, job)], [`lose ${job}`, lost(world, job)]);
  });
  const waiting = world.processes.length > 0 || world.tick <= accepting;
  if (waiting && world.processes.every((process) => sleeps(world, process))) {
    const wakes = world.processes.flatMap((process) => ('until' in process ? [process.until] : []));
    const next = world.tick < accepting ? world.tick + 1 : Math.max(world.tick + 1, Math.min(...wakes));
    // Ticks at which nothing but a cancellation could happen are gone through as well: its time matters.
    found.push(['tick', { ...world, tick: world.left.cancels + world.left.losses > 0 ? world.tick + 1 : next }]);
  }
  return found.flatMap(([by, after]) => (after === undefined ? [] : [[by, after] as const]));
}

/** Says how a state breaks the promise of a job. */
function wrongIn(world: World): string | undefined {
  const { stoppedBy, jobs, tick, silence } = world;
  if (stoppedBy !== null) return undefined;
  const stopping = world.processes.find(({ kind, at }) => kind === 'run' && at === 'stop');
  if (stopping !== undefined && 'mustYieldTo' in stopping) {
    const kept = (stopping.mustYieldTo ?? []).filter((job) => lives(world, job));
    if (kept.length > 0) return `job ${stopping.job} stops what job ${kept[0]} keeps`;
  }
  if (!world.processes.every((process) => sleeps(world, process))) return undefined;
  // Nothing is on its way: the live job that was accepted last has stopped the instance, if its time has come.
  const last = jobs
    .map((_, job) => job)
    .filter((job) => lives(world, job) && jobs[job]?.stopAt != null)
    .pop();
  const stopAt = last === undefined ? null : (jobs[last]?.stopAt ?? null);
  if (stopAt !== null && stopAt <= tick) {
    const excuse = silence === null || silence < stopAt ? stopAt : silence + Math.max(1, silence - stopAt);
    if (silence === null || tick >= excuse) return `job ${last} has promised a stop at ${stopAt}, and it is ${tick}`;
  }
  const over = world.processes.length === 0;
  const broken = jobs.findIndex(({ record, stopAt: promised }) => record === 'done' && promised !== null);
  return over && broken >= 0 ? `job ${broken} says that all is well, and the instance runs` : undefined;
}

/** The same text for the same state, whatever the order of its processes. */
function keyOf({ tick, jobs, left, silence, stoppedBy, processes }: World): string {
  const under = processes.map(textOf).sort();
  return `${tick} ${jobs.map(textOf).join()} ${textOf(left)} ${silence} ${stoppedBy} ${under.join()}`;
}

/** Most parts of a state are those of the one before. */
const texts = new WeakMap<object, string>();

function textOf(part: object): string {
  const known = texts.get(part);
  if (known !== undefined) return known;
  const text = JSON.stringify(part);
  texts.set(part, text);
  return text;
}

function pathTo(key: string, seen: ReadonlyMap<string, { readonly from?: string; readonly by: string }>) {
  const path: string[] = [];
  for (let at = seen.get(key); at !== undefined; at = at.from === undefined ? undefined : seen.get(at.from)) {
    path.unshift(at.by);
  }
  return path;
}
