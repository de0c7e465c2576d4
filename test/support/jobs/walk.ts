import { atPath, type Data, filled, jobMachine, type Machine, type Retrier, type State } from './states-language';

/** What a walk needs of the world. */
export interface Surroundings {
  /** Does a step. */
  readonly invoke: (event: Data) => Promise<unknown>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Has the execution been stopped from outside? */
  readonly stopped: () => boolean;
}

/** What AWS counts of an execution. */
export interface Tally {
  /** States entered, each iteration's of the map too, and retries: what is paid for. */
  transitions: number;
  /** Events of the history, of which there may be 25,000. */
  events: number;
  invocations: number;
  /** The longest text that traveled between states, of 256 KiB allowed. */
  largestPayload: number;
}

export const emptyTally = (): Tally => ({ transitions: 0, events: 1, invocations: 0, largestPayload: 0 });

/**
 * Walks the deployed definition of the job machine as Step Functions does, state by state, in simulated time. Only what
 * the definition uses is understood; anything else is an error.
 */
export async function walk(
  input: Data,
  around: Surroundings,
  tally: Tally = emptyTally(),
): Promise<'SUCCEEDED' | 'FAILED' | 'ABORTED'> {
  const end = await walkStates(jobMachine, input, around, tally);
  tally.events += 1;
  return end.status;
}

type End = { readonly status: 'SUCCEEDED' | 'FAILED' | 'ABORTED'; readonly output: Data };

async function walkStates(machine: Machine, input: Data, around: Surroundings, tally: Tally): Promise<End> {
  let name: string | undefined = machine.StartAt;
  let data = input;
  while (name !== undefined) {
    if (around.stopped()) return { status: 'ABORTED', output: data };
    const state: State | undefined = machine.States[name];
    if (state === undefined) throw new Error(`there is no state ${name}`);
    tally.transitions += 1;
    tally.events += state.Type === 'Fail' ? 1 : 2;
    tally.largestPayload = Math.max(tally.largestPayload, Buffer.byteLength(JSON.stringify(data)));
    if (state.Type === 'Succeed') return { status: 'SUCCEEDED', output: data };
    if (state.Type === 'Fail') return { status: 'FAILED', output: data };
    [data, name] = await pass(state, data, around, tally);
  }
  return { status: 'SUCCEEDED', output: data };
}

async function pass(state: State, data: Data, around: Surroundings, tally: Tally): Promise<[Data, string | undefined]> {
  switch (state.Type) {
    case 'Task':
      return caught(state, data, async () => (await task(state, data, around, tally)) as Data);
    case 'Map':
      return caught(state, data, async () => {
        await map(state, data, around, tally);
        return data;
      });
    case 'Choice': {
      const chosen = state.Choices?.find(({ Variable, StringEquals }) => atPath(Variable, data) === StringEquals);
      return [data, chosen?.Next ?? state.Default];
    }
    case 'Wait':
      await around.sleep(waitOf(state, data, around.now()));
      return [data, state.Next];
    default:
      throw new Error(`a state of type ${state.Type} is not understood`);
  }
}

async function caught(state: State, data: Data, run: () => Promise<Data>): Promise<[Data, string | undefined]> {
  try {
    return [await run(), state.Next];
  } catch (error) {
    const [handler] = state.Catch ?? [];
    if (handler === undefined) throw error;
    return [data, handler.Next];
  }
}

async function task(state: State, data: Data, around: Surroundings, tally: Tally): Promise<unknown> {
  const used = new Map<Retrier, number>();
  const event = filled(state.Parameters ?? {}, data);
  for (;;) {
    // Scheduled, started, and succeeded or failed.
    tally.events += 3;
    tally.invocations += 1;
    try {
      return JSON.parse(JSON.stringify(await around.invoke(event)));
    } catch (error) {
      const retrier = state.Retry?.find(({ ErrorEquals }) => covers(ErrorEquals, error));
      if (retrier === undefined) throw error;
      const attempts = used.get(retrier) ?? 0;
      if (attempts >= retrier.MaxAttempts) throw error;
      used.set(retrier, attempts + 1);
      tally.transitions += 1;
      const { IntervalSeconds, BackoffRate, MaxDelaySeconds } = retrier;
      await around.sleep(Math.min(MaxDelaySeconds, IntervalSeconds * BackoffRate ** attempts) * 1000);
    }
  }
}

function covers(names: readonly string[], error: unknown): boolean {
  return names.includes('States.ALL') || (error instanceof Error && names.includes(error.name));
}

async function map(state: State, data: Data, around: Surroundings, tally: Tally): Promise<void> {
  const { ItemsPath = '', ItemSelector = {}, ItemProcessor, MaxConcurrency = 1 } = state;
  if (ItemProcessor === undefined) throw new Error('a map needs a processor');
  const items = atPath(ItemsPath, data) as readonly unknown[];
  // Started and succeeded: the map itself, and each iteration.
  tally.events += 2 + 2 * items.length;
  const outputs: Data[] = [];
  for (let at = 0; at < items.length; at += MaxConcurrency) {
    const ends = await Promise.all(
      items
        .slice(at, at + MaxConcurrency)
        .map((item) => walkStates(ItemProcessor, filled(ItemSelector, data, item), around, tally)),
    );
    outputs.push(...ends.map(({ output }) => output));
  }
  // The map's result, before it is thrown away.
  tally.largestPayload = Math.max(tally.largestPayload, Buffer.byteLength(JSON.stringify(outputs)));
}

function waitOf({ SecondsPath, TimestampPath }: State, data: Data, now: number): number {
  if (SecondsPath !== undefined) return Number(atPath(SecondsPath, data)) * 1000;
  return Math.max(0, Date.parse(String(atPath(TimestampPath ?? '', data))) - now);
}
