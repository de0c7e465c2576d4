import type { TickDependencies } from '../../../lambda/schedules/steps/dependencies';

/** What a tick works with, for one whose function is killed at one of its calls to the outside. */
export interface Killable {
  readonly deps: Pick<TickDependencies, 'store' | 'jobs' | 'callerNamed'>;
  /** Was the call reached? */
  readonly isKilled: () => boolean;
}

/**
 * Kills a tick at one of its calls: from then on nothing that it does has any effect.
 * @param call - the number of the call, from 0
 * @param when - is the call carried out before the function dies?
 */
export function killedAt(deps: Killable['deps'], call: number, when: 'before' | 'after'): Killable {
  let calls = 0;
  let killed = false;
  const dead = () => new Error('killed');
  const guard =
    <A extends readonly unknown[], R>(ask: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (killed) throw dead();
      if (calls++ !== call) return ask(...args);
      if (when === 'before') {
        killed = true;
        throw dead();
      }
      await ask(...args);
      killed = true;
      throw dead();
    };
  const { store, jobs, callerNamed } = deps;
  return {
    isKilled: () => killed,
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
