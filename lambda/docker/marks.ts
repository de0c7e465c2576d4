import type { Instance } from '../domain/instance';

/**
 * What this API knows of a container beyond the engine: the engine has neither a stopping container nor a removed one.
 * @see docs/decisions/0041
 */
export type Mark =
  | {
      readonly kind: 'stopping';
      /** When the engine was asked, in milliseconds since 1970. */
      readonly at: number;
      /** Seconds that the container has to end by itself; absent where it was killed as asked. */
      readonly grace?: number;
    }
  | {
      readonly kind: 'removed';
      readonly at: number;
      /** The instance as it was. */
      readonly instance: Instance;
    };

/** Milliseconds for which a mark counts: a removed container is shown as terminated for so long. */
export const markLifetime = 3_600_000;

/**
 * The marks, shared by every process of the deployment. What cannot be written or read is left out, for a container can
 * be stopped without it.
 */
export interface Marks {
  put(instanceId: string, mark: Mark): Promise<void>;
  all(): Promise<ReadonlyMap<string, Mark>>;
}

/** Milliseconds beyond its grace in which a container may still be on its way to its end. */
const slack = 5_000;

/** Checks whether a running container is being stopped now. */
export function isStopping(mark: Mark | undefined, runningSince: number, now: number): boolean {
  if (mark?.kind !== 'stopping' || runningSince > mark.at) return false;
  return now < mark.at + (mark.grace ?? 0) * 1000 + slack;
}
