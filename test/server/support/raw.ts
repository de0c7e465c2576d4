import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** A connection on which the test writes what it likes. */
export interface RawConnection {
  readonly socket: Socket;
  write(text: string | Buffer): void;
  /** All that came until the server closed the connection. */
  readonly whole: Promise<string>;
  /** What has come so far. */
  received(): string;
  close(): void;
}

export async function rawConnection(port: number): Promise<RawConnection> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let text = '';
  socket.on('data', (part: Buffer) => {
    text += part.toString('latin1');
  });
  const whole = new Promise<string>((resolve) => {
    const end = (): void => {
      socket.destroy();
      resolve(text);
    };
    socket.on('end', end).on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => {
    socket.once('connect', () => resolve()).once('error', () => resolve());
  });
  return {
    socket,
    write: (part) => {
      if (socket.writable) socket.write(part);
    },
    whole,
    received: () => text,
    close: () => socket.destroy(),
  };
}

/** Sends a text, and returns what comes back until the server closes the connection. */
export async function exchange(port: number, text: string | Buffer): Promise<Parsed> {
  const connection = await rawConnection(port);
  connection.write(text);
  return parse(await connection.whole);
}

/** Sends bytes one by one, so slowly that only a limit of the server ends it. */
export async function dribble(connection: RawConnection, text: string, pause = 20): Promise<void> {
  for (const letter of text) {
    if (connection.socket.destroyed) return;
    connection.write(letter);
    await setTimeout(pause);
  }
}

export interface Parsed {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The first answer of what came. */
export function parse(whole: string): Parsed {
  const [head = '', ...rest] = whole.split('\r\n\r\n');
  const [line = '', ...lines] = head.split('\r\n');
  const headers = new Headers(lines.map((each) => each.split(/:\s*(.*)/s).slice(0, 2) as [string, string]));
  return { status: Number(line.split(' ')[1] ?? 0), headers, text: rest.join('\r\n\r\n') };
}
