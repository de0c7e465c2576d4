/** The time that a simulation lives in, in milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** A clock that stands still until it is told to go on. */
export class ManualClock implements Clock {
  constructor(private time = Date.parse('2026-01-15T09:00:00Z')) {}

  now(): number {
    return this.time;
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
  }
}

/** The real time, which can be hurried on as well. */
export class RunningClock implements Clock {
  private ahead = 0;

  now(): number {
    return Date.now() + this.ahead;
  }

  advance(milliseconds: number): void {
    this.ahead += milliseconds;
  }
}
