import { signal } from '@preact/signals';
import { ProblemError } from '../api/client';
import { delayOf } from '../logic/polling';
import { hidden } from './clock';

/** A call that is made again and again, one at a time, while there is something to see. */
export class Track {
  /** The problem that the last call ended in; undefined when it was well. */
  readonly problem = signal<ProblemError | undefined>(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #again = false;
  #last = 0;
  #failures = 0;
  #retryAfter = 0;

  /**
   * @param run - the call
   * @param usual - milliseconds between two; undefined while there is nothing to ask for
   */
  constructor(
    private readonly run: () => Promise<void>,
    private readonly usual: () => number | undefined,
  ) {}

  /** Sets the time of the next call anew; to be called whenever something that decides on it has changed. */
  arm(): void {
    clearTimeout(this.#timer);
    const delay = delayOf(this.usual(), {
      hidden: hidden.value,
      failures: this.#failures,
      retryAfter: this.#retryAfter,
    });
    if (this.#running || delay === undefined) return;
    this.#timer = setTimeout(() => void this.go(), Math.max(0, this.#last + delay - performance.now()));
  }

  /** Calls at once. */
  async go(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    clearTimeout(this.#timer);
    try {
      await this.run();
      this.#failures = 0;
      this.#retryAfter = 0;
      this.problem.value = undefined;
    } catch (error) {
      this.#failures += 1;
      this.#retryAfter = error instanceof ProblemError ? (error.problem.retry_after ?? 0) : 0;
      if (error instanceof ProblemError) this.problem.value = error;
    }
    this.#running = false;
    this.#last = performance.now();
    if (this.#again) {
      this.#again = false;
      return this.go();
    }
    this.arm();
  }
}
