import type { IncomingMessage } from 'node:http';

/** API Gateway's own limit of a request's body, in bytes. */
export const mostBytes = 10 * 2 ** 20;

/** Bytes of all bodies that are held at a time: the machine has other things to do. */
const mostHeld = 64 * 2 ** 20;

/** Why a body is not taken. */
export type BodyRefusal = 'too large' | 'no room';

/** Reads bodies whole, but no more of them at a time than there is room for. */
export class Bodies {
  #held = 0;

  constructor(private readonly room = mostHeld) {}

  /**
   * Reads the body of a request, uses it, and forgets it.
   * @returns what `use` gives, or why the body was not read
   */
  async with<T>(request: IncomingMessage, use: (body: Buffer) => Promise<T>): Promise<T | BodyRefusal> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of request) {
        bytes += chunk.length;
        this.#held += chunk.length;
        if (bytes > mostBytes) return 'too large';
        if (this.#held > this.room) return 'no room';
        chunks.push(chunk);
      }
      return await use(Buffer.concat(chunks));
    } finally {
      this.#held -= bytes;
    }
  }
}
