import type { TickDependencies } from '../../../lambda/schedules/steps/dependencies';

/** What a tick works with, for one whose function is killed at one of its calls to the outside. */
export interface Killable {
  readonly deps: Pick<TickDependencies, 'store' | 'jobs' | 'callerNamed'>;
  /** Was the call reached? */
  readonly isReached: () => boolean;
}

/** `before` and `after`: the function dies before or after the call is carried out. `lost`: it lives, but gets no answer. */
export type Mishap = 'before' | 'after' | 'lost';

/**
 * Lets one call of a tick go wrong. Of a function that has died, nothing has any effect any more.
 * @param call - the number of the call, from 0
 */
export function killedAt(deps: Killable['deps'], call: number, mishap: Mishap): Killable {
  let calls = 0;
  let reached = false;
  let killed = false;
  const dead = () => new Error('killed');
  const guard =
    <A extends readonly unknown[], R>(ask: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (killed) throw dead();
      if (calls++ !== call) return ask(...args);
      reached = true;
      killed = mishap === 'before';
      if (!killed) await ask(...args);
      killed = mishap !== 'lost';
      throw dead();
    };
  const { store, jobs, callerNamed } = deps;
  return {
    isReached: () => reached,
    deps: {
      callerNamed: guard(callerNamed),
      store: {
        ...store,
        due: guard(store.due),
        readMany: guard(store.readMany),
        replace: guard(store.replace),
      },
      jobs: {
        ...jobs,
        machine: { ...jobs.machine, start: guard(jobs.machine.start), state: guard(jobs.machine.state) },
        store: { ...jobs.store, read: guard(jobs.store.read), update: guard(jobs.store.update) },
      },
    },
  };
}
