import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** The requests that the server is at. */
export interface Work {
  /** Begins to count a request; returns what ends it. */
  add(message: IncomingMessage, response: ServerResponse): () => void;
  /** Checks whether the connection has a request whose answer has not been sent to its end. */
  isAnswering(socket: Duplex): boolean;
  /** Drops what is still on its way of the connection's requests: to close it unread could take an answer along. */
  drop(socket: Duplex): void;
  /**
   * Waits until no request is left.
   * @param receiving - milliseconds for requests to arrive to their end; those that have not by then are cut off
   * @param longest - milliseconds for all of it
   * @returns whether all have ended by themselves
   */
  ended(receiving: number, longest: number): Promise<boolean>;
}

export function createWork(): Work {
  const open = new Map<ServerResponse, IncomingMessage>();
  let onEmpty = (): void => {};
  return {
    add(message, response) {
      open.set(response, message);
      return () => {
        open.delete(response);
        if (open.size === 0) onEmpty();
      };
    },
    isAnswering: (socket) => [...open].some(([, message]) => message.socket === socket && message.complete),
    drop(socket) {
      for (const message of open.values()) if (message.socket === socket && !message.complete) message.resume();
    },
    async ended(receiving, longest) {
      if (open.size === 0) return true;
      const cut = setTimeout(() => {
        for (const [response, message] of open) if (!message.complete) response.destroy();
      }, receiving);
      let end: NodeJS.Timeout | undefined;
      const inTime = await new Promise<boolean>((resolve) => {
        onEmpty = () => resolve(true);
        end = setTimeout(() => resolve(false), longest);
      });
      clearTimeout(cut);
      clearTimeout(end);
      return inTime;
    },
  };
}
