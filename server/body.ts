import type { IncomingMessage } from 'node:http';

/** The client has closed the connection before its request was complete. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

/**
 * Reads a body to its end.
 * @param limit - in bytes; not a byte more is kept
 * @returns undefined when the body is larger
 * @throws ClientGone
 */
export function readBody(message: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (announcedLength(message) > limit) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const settle = (end: () => void): void => {
      message.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
      // Without a listener an error of the connection would end the process.
      message.on('error', () => {});
      end();
    };
    const onData = (part: Buffer): void => {
      size += part.length;
      if (size > limit) settle(() => resolve(undefined));
      else parts.push(part);
    };
    const onEnd = (): void => settle(() => resolve(Buffer.concat(parts)));
    const onClose = (): void => settle(() => reject(new ClientGone()));
    message.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  });
}

/** Reads `content-length`; 0 where there is none. */
export function announcedLength({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0);
}
