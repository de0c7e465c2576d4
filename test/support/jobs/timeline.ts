/** Simulated time for several things that wait at once: it moves on when all of them do nothing but wait. */
export class Timeline {
  private active = 0;
  private readonly sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  /** @param clock - put forward as time moves on */
  constructor(private readonly clock: { now(): number; advance(milliseconds: number): void }) {}

  now(): number {
    return this.clock.now();
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => {
      this.sleepers.push({ at: this.now() + Math.max(0, milliseconds), wake });
    });
  }

  /** Time stands still until the work is done. */
  async busy<T>(work: Promise<T>): Promise<T> {
    this.active += 1;
    try {
      return await work;
    } finally {
      this.active -= 1;
    }
  }

  /** Lets time pass until the promise is settled. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    promise.then(mark, mark);
    for (;;) {
      await this.idle();
      if (settled) return promise;
      if (!this.wakeNext()) throw new Error('nothing is left to wait for, and it is not done');
    }
  }

  /** Lets so much time pass. */
  async pass(milliseconds: number): Promise<void> {
    await this.until(this.sleep(milliseconds));
  }

  private wakeNext(): boolean {
    this.sleepers.sort((a, b) => a.at - b.at);
    const next = this.sleepers.shift();
    if (next === undefined) return false;
    this.clock.advance(Math.max(0, next.at - this.now()));
    next.wake();
    return true;
  }

  /** Waits until nothing is going on but waiting. */
  private async idle(): Promise<void> {
    for (let turns = 0; turns < quiet; turns += 1) {
      await new Promise(setImmediate);
      if (this.active > 0) turns = 0;
    }
  }
}

/** Turns of the event loop without which a chain of simulated calls outside of any step may still be on its way. */
const quiet = 20;
