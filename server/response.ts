import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { encode } from './encoding';

export interface SendOptions {
  /** The connection is closed after this answer. */
  readonly close: boolean;
  /** Milliseconds for the client to take the answer. */
  readonly patience: number;
}

/** Sends the application's answer. A client that does not take it in time is cut off. */
export async function send(
  message: IncomingMessage,
  response: ServerResponse,
  { statusCode, headers = {}, body }: APIGatewayProxyResult,
  { close, patience }: SendOptions,
): Promise<void> {
  const { bytes, encoding } = await encode(body, textOf(message.headers['accept-encoding']));
  if (response.destroyed) return;
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  const all = new Map(named);
  if (bytes.length > 0) {
    all.set('content-length', String(bytes.length));
    all.set('vary', [all.get('vary'), 'accept-encoding'].filter(Boolean).join(', '));
  }
  if (encoding !== undefined) all.set('content-encoding', encoding);
  if (close) all.set('connection', 'close');
  const timer = setTimeout(() => response.destroy(), patience);
  response.once('close', () => clearTimeout(timer));
  response.writeHead(statusCode, Object.fromEntries(all)).end(bytes);
}

/** Writes an answer as text, for a connection of which Node has stopped reading requests. */
export function rawAnswer({ statusCode, headers = {}, body }: APIGatewayProxyResult, reason: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
  const length = `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n`;
  return `HTTP/1.1 ${statusCode} ${reason}\r\n${lines.join('')}${length}\r\n${body}`;
}

function textOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' || value === undefined ? value : value.join(',');
}
