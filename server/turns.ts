import type { Duplex } from 'node:stream';

/** A request's place among those of its connection. */
export interface Turn {
  /** Comes when the requests before this one have ended. */
  readonly come: Promise<void>;
  /** Lets the next one begin. */
  end(): void;
}

/**
 * The order of the requests of each connection.
 * @see docs/decisions/0049
 */
export interface Turns {
  /**
   * Gives a request its turn: a client that sends `stop` and `start` without waiting for the first answer means them in
   * this order.
   * https://www.rfc-editor.org/rfc/rfc9112#section-9.3.2
   * @returns undefined when too many requests of the connection are unanswered
   */
  take(connection: Duplex): Turn | undefined;
  /** Lets no further request of the connection begin. */
  close(connection: Duplex): void;
  isClosed(connection: Duplex): boolean;
}

/**
 * Makes the queue of a server's requests, one at a time for each connection.
 * @param most - unanswered requests of one connection
 */
export function createTurns(most: number): Turns {
  const lines = new WeakMap<Duplex, { length: number; last: Promise<void> }>();
  const closed = new WeakSet<Duplex>();
  return {
    close: (connection) => {
      closed.add(connection);
    },
    isClosed: (connection) => closed.has(connection),
    take(connection) {
      const line = lines.get(connection) ?? { length: 0, last: Promise.resolve() };
      if (line.length >= most) return undefined;
      lines.set(connection, line);
      const come = line.last;
      line.length += 1;
      let open = (): void => {};
      line.last = new Promise((resolve) => {
        open = resolve;
      });
      const end = (): void => {
        line.length -= 1;
        open();
      };
      return { come, end };
    },
  };
}
