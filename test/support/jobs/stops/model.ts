import { keeperOf, nextOwnerCheck, type PendingStop } from '../../../../lambda/jobs/rules/pending-stops';

/**
 * One instance, three jobs that each promise to stop it, and everything that can happen to them, one call of the outside
 * world at a time. A tick is a minute. The decisions are the product's own functions; only what stores and waits is modeled.
 */
export interface World {
  tick: number;
  readonly jobs: readonly ModelJob[];
  readonly processes: readonly Process[];
  /** Faults and cancellations that may still happen. */
  readonly left: { readonly kills: number; readonly losses: number; readonly cancels: number };
  /** The last tick at which an execution was lost, or a cancellation was killed on its way: nobody is told of those. */
  readonly silence: number | null;
  readonly stoppedBy: number | null;
}

export interface ModelJob {
  /** Ticks of its `stop_after`. */
  readonly lasts: number;
  readonly record: 'none' | 'open' | 'cancelled' | 'failed' | 'done';
  /** Its row in the table of pending stops. */
  readonly row: { readonly at: number; readonly firm: boolean } | null;
  /** When it is to stop the instance, by its own record. */
  readonly stopAt: number | null;
}

/** A request or an execution on its way; `at` is the call that it makes next. */
export type Process =
  | { readonly kind: 'submit'; readonly job: number; readonly at: 'row' | 'start' }
  | { readonly kind: 'cancel'; readonly job: number; readonly at: 'end' | 'read' }
  | { readonly kind: 'cancel'; readonly job: number; readonly at: 'clear' | 'wake'; readonly heirs: readonly number[] }
  | {
      readonly kind: 'run';
      readonly job: number;
      readonly at: 'arm' | 'armed' | 'last' | 'stop';
      readonly ended?: true;
      readonly mustYieldTo?: readonly number[];
    }
  | { readonly kind: 'run'; readonly job: number; readonly at: 'look'; readonly until: number; readonly ended?: true }
  | {
      readonly kind: 'run';
      readonly job: number;
      readonly at: 'ask';
      readonly rows: readonly number[];
      readonly mustYieldTo: readonly number[];
      readonly ended?: true;
    };

/** What a protocol without one of its parts does instead: the model must find that out. */
export interface Variant {
  /** Ends a job that yields, instead of letting it look again. */
  readonly endsWhenItYields?: true;
  /** Yields to any job whose row is there, whether it lives or not. */
  readonly asksNobody?: true;
  /** Cancels without waking the jobs that had yielded. */
  readonly cancelsQuietly?: true;
  /** Wakes others before the cancellation is written down. */
  readonly wakesBeforeItEnds?: true;
  /** Takes over from a lost job without writing its end down. */
  readonly leavesTheDeadOpen?: true;
}

const minute = 60_000;
const time = (tick: number): string => new Date(tick * minute).toISOString();

/** The rows of some jobs as the product sees them; jobs are accepted in the order of their numbers. */
export function rowsOf(world: World, of: readonly number[]): readonly PendingStop[] {
  return of.flatMap((job) => {
    const row = world.jobs[job]?.row;
    return row === null || row === undefined
      ? []
      : [{ instanceId: 'i', jobId: String(job), askedAt: time(job), stopAt: time(row.at), firm: row.firm }];
  });
}

/** Can the job still act? Its record is open, and it has an execution or is just getting one. */
export function lives(world: World, job: number): boolean {
  return (
    world.jobs[job]?.record === 'open' &&
    world.processes.some((process) => process.job === job && process.kind !== 'cancel')
  );
}

/** The jobs after one that live and whose rows are there. */
function laterAlive(world: World, job: number): readonly number[] {
  return [0, 1, 2].filter((other) => other > job && world.jobs[other]?.row != null && lives(world, other));
}

/** Everything that the process may do next; several where what it reads may be one or the other. */
export function stepOf(world: World, index: number, variant: Variant): World {
  const process = world.processes[index];
  if (process === undefined) throw new Error(`there is no process ${index}`);
  const { job } = process;
  const becomes = (next: Process | undefined, state: World = world): World => ({
    ...state,
    processes: state.processes.flatMap((other, i) => (i === index ? (next === undefined ? [] : [next]) : [other])),
  });
  switch (process.kind) {
    case 'submit':
      switch (process.at) {
        case 'row': {
          const row = { at: world.tick + lastsOf(world, job), firm: false };
          return becomes({ ...process, at: 'start' }, withJob(world, job, { row }));
        }
        case 'start':
          return becomes({ kind: 'run', job, at: 'arm' });
      }
      break;
    case 'cancel':
      switch (process.at) {
        case 'end':
          return becomes(
            { ...process, at: 'read' },
            variant.wakesBeforeItEnds ? world : ended(world, job, 'cancelled'),
          );
        case 'read': {
          const overdue = [0, 1, 2].filter((other) => other !== job && isOverdue(world, other));
          const heirs = variant.cancelsQuietly ? [] : overdue;
          return becomes({ ...process, at: 'clear', heirs });
        }
        case 'wake': {
          const [heir, ...rest] = process.heirs;
          if (heir !== undefined) return awake(becomes({ ...process, heirs: rest }), heir);
          return becomes(undefined, ended(world, job, 'cancelled'));
        }
        case 'clear':
          return becomes({ ...process, at: 'wake' }, withJob(world, job, { row: null }));
      }
      break;
    case 'run':
      return run(world, process, becomes, variant);
  }
  throw new Error('unreachable');
}

function run(
  world: World,
  process: Extract<Process, { kind: 'run' }>,
  becomes: (next: Process | undefined, state?: World) => World,
  variant: Variant,
): World {
  const { job } = process;
  const asleep = (until: number, after: World): World =>
    becomes(process.ended ? undefined : { kind: 'run', job, at: 'look', until }, after);
  switch (process.at) {
    case 'arm': {
      const row = { at: world.tick + lastsOf(world, job), firm: true };
      return becomes({ ...process, at: 'armed' }, withJob(world, job, { row }));
    }
    case 'armed': {
      if (world.jobs[job]?.record !== 'open') return becomes(undefined, withJob(world, job, { row: null }));
      const stopAt = world.jobs[job]?.row?.at ?? world.tick;
      return becomes({ kind: 'run', job, at: 'look', until: stopAt }, withJob(world, job, { stopAt }));
    }
    case 'look': {
      if (world.jobs[job]?.record !== 'open') return becomes(undefined);
      const rows = [0, 1, 2].filter((other) => world.jobs[other]?.row != null);
      const kept = process.ended === undefined ? {} : { ended: process.ended };
      return becomes({ kind: 'run', job, at: 'ask', rows, mustYieldTo: laterAlive(world, job), ...kept });
    }
    case 'ask': {
      let after = world;
      const keeper = keeperOf(rowsOf(world, process.rows), { jobId: String(job), askedAt: time(job) }, ({ jobId }) => {
        if (variant.asksNobody || lives(world, Number(jobId))) return true;
        // A job that finds another lost writes its end down, so that nothing revives it.
        if (!variant.leavesTheDeadOpen) after = ended(after, Number(jobId), 'failed');
        return false;
      });
      const kept = process.ended === undefined ? {} : { ended: process.ended };
      if (keeper === undefined) {
        return becomes({ kind: 'run', job, at: 'last', mustYieldTo: process.mustYieldTo, ...kept }, after);
      }
      if (variant.endsWhenItYields) return becomes(undefined, withJob(after, job, { record: 'done', row: null }));
      const own = (world.jobs[job]?.stopAt ?? world.tick) * minute;
      return asleep(Math.ceil(nextOwnerCheck(own, Date.parse(keeper.stopAt), world.tick * minute) / minute), after);
    }
    case 'last':
      return world.jobs[job]?.record === 'open' ? becomes({ ...process, at: 'stop' }) : becomes(undefined);
    case 'stop':
      return becomes(undefined, { ...world, stoppedBy: job });
  }
}

/** Another execution of a job begins, and the one that sleeps is stopped; one that is in a step finishes it. */
function awake(world: World, job: number): World {
  if (world.jobs[job]?.record !== 'open') return world;
  const others = world.processes.flatMap((process): Process[] => {
    if (process.kind !== 'run' || process.job !== job) return [process];
    return process.at === 'look' ? [] : [{ ...process, ended: true }];
  });
  return { ...world, processes: [...others, { kind: 'run', job, at: 'look', until: world.tick }] };
}

/** A process is killed between two of its calls: a step is repeated, a request is not. */
export function killed(world: World, index: number): World | undefined {
  const process = world.processes[index];
  if (process === undefined || world.left.kills === 0) return undefined;
  const left = { ...world.left, kills: world.left.kills - 1 };
  const others = world.processes.filter((_, i) => i !== index);
  if (process.kind !== 'run') {
    if (process.at === 'end') return undefined;
    return { ...world, left, processes: others, silence: world.tick };
  }
  if (process.at === 'arm' || process.at === 'look') return undefined;
  if (process.ended) return { ...world, left, processes: others };
  const again: Process =
    process.at === 'armed'
      ? { kind: 'run', job: process.job, at: 'arm' }
      : { kind: 'run', job: process.job, at: 'look', until: world.tick };
  return { ...world, left, processes: [...others, again] };
}

/** The execution of a job is gone, and its record does not know. */
export function lost(world: World, job: number): World | undefined {
  const processes = world.processes.filter((process) => process.kind !== 'run' || process.job !== job);
  if (world.left.losses === 0 || processes.length === world.processes.length) return undefined;
  return { ...world, processes, silence: world.tick, left: { ...world.left, losses: world.left.losses - 1 } };
}

/** Somebody cancels a job, or cancels it again because the answer did not come. */
export function cancelled(world: World, job: number): World | undefined {
  const known = world.jobs[job]?.record !== 'none';
  const under = world.processes.some((process) => process.kind === 'cancel' && process.job === job);
  if (!known || under || world.left.cancels === 0) return undefined;
  return {
    ...world,
    left: { ...world.left, cancels: world.left.cancels - 1 },
    processes: [...world.processes, { kind: 'cancel', job, at: 'end' }],
  };
}

/** The next job is accepted. */
export function submitted(world: World): World | undefined {
  const job = world.jobs.findIndex(({ record }) => record === 'none');
  if (job < 0) return undefined;
  return {
    ...withJob(world, job, { record: 'open' }),
    processes: [...world.processes, { kind: 'submit', job, at: 'row' }],
  };
}

/** Does a process do nothing but wait for its time? */
export function sleeps(world: World, process: Process): boolean {
  return process.kind === 'run' && process.at === 'look' && process.until > world.tick;
}

function isOverdue(world: World, job: number): boolean {
  const row = world.jobs[job]?.row;
  return row?.firm === true && row.at <= world.tick;
}

/** Writes the end of a job down, unless it has ended. */
function ended(world: World, job: number, record: 'cancelled' | 'failed'): World {
  return world.jobs[job]?.record === 'open' ? withJob(world, job, { record }) : world;
}

function lastsOf(world: World, job: number): number {
  return world.jobs[job]?.lasts ?? 1;
}

function withJob(world: World, job: number, changes: Partial<ModelJob>): World {
  return { ...world, jobs: world.jobs.map((other, i) => (i === job ? { ...other, ...changes } : other)) };
}
