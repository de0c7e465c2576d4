import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it arrived on the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How a request on the wire is answered; `silence`: not at all. */
export interface WireAnswer {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
}

/** A server that keeps the bytes of every request. */
export interface Wire {
  readonly url: string;
  readonly requests: readonly WireRequest[];
  /** What is answered from now on. */
  answer: WireAnswer | 'silence' | 'close';
  close(): Promise<void>;
}

export async function listenOnWire(answer: Wire['answer']): Promise<Wire> {
  const requests: WireRequest[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = '', url: path = '', headers } = request;
      requests.push({ method, path, headers, body });
      const now = wire.answer;
      if (now === 'silence') return;
      if (now === 'close') {
        request.socket.destroy();
        return;
      }
      response.writeHead(now.status ?? 200, { 'content-type': now.type ?? 'text/xml' }).end(now.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const wire: Wire = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return wire;
}
