import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Reply, SimulatedEngine } from './simulated-engine';

/** A simulated engine that listens on a socket. */
export interface ServedEngine {
  readonly socketPath: string;
  close(): Promise<void>;
}

export async function serveEngine(engine: SimulatedEngine): Promise<ServedEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'simulated-engine-'));
  const socketPath = join(folder, 'docker.sock');
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://docker');
    const sent = await text(request);
    const question = {
      method: request.method ?? 'GET',
      path: decodeURIComponent(pathname),
      query: searchParams,
      ...(sent === '' ? {} : { body: JSON.parse(sent) }),
    };
    engine.asked.push(question);
    const reply = engine.fault?.(question) ?? (await engine.answer(question));
    if (reply !== 'hang') send(response, reply);
  });
  await new Promise<void>((done) => server.listen(socketPath, done));
  return {
    socketPath,
    close: async () => {
      engine.killStubborn();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function send(response: ServerResponse, { status, body }: Reply): void {
  response.statusCode = status;
  if (Buffer.isBuffer(body)) response.end(body);
  else response.end(body === undefined ? undefined : JSON.stringify(body));
}
