import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

/** A registry of images on this machine, which engines trust without TLS. */
export interface Registry {
  /** The name of its one image, which is slow to come. */
  readonly slow: string;
  /** The name of an image that it is asked for too often. */
  readonly limited: string;
  /** The name of an image that it does not have. */
  readonly missing: string;
  close(): Promise<void>;
}

const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/**
 * Serves the registry API as far as a pull needs it.
 * https://distribution.github.io/distribution/spec/api/
 * @param delay - milliseconds that the image's one layer takes
 */
export async function serveRegistry(delay: number): Promise<Registry> {
  // An archive without a file ends by two empty blocks.
  const archive = Buffer.alloc(1024);
  const layer = gzipSync(archive);
  const config = Buffer.from(
    JSON.stringify({
      architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
      os: 'linux',
      config: { Cmd: ['/none'] },
      rootfs: { type: 'layers', diff_ids: [digestOf(archive)] },
    }),
  );
  const type = 'application/vnd.docker.distribution.manifest.v2+json';
  const part = (mediaType: string, bytes: Buffer) => ({ mediaType, size: bytes.length, digest: digestOf(bytes) });
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: type,
      config: part('application/vnd.docker.container.image.v1+json', config),
      layers: [part('application/vnd.docker.image.rootfs.diff.tar.gzip', layer)],
    }),
  );
  const server = createServer(async ({ url = '' }, response) => {
    const refuse = (status: number, code: string, message: string) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify({ errors: [{ code, message }] }));
    if (url === '/v2/') response.writeHead(200).end('{}');
    else if (url.startsWith('/v2/limited/')) refuse(429, 'TOOMANYREQUESTS', 'You have reached your pull rate limit.');
    else if (url.includes(digestOf(config))) response.end(config);
    else if (url.includes(digestOf(layer))) {
      await setTimeout(delay);
      response.writeHead(200, { 'content-length': layer.length }).end(layer);
    } else if (url.startsWith('/v2/slow/manifests/')) {
      const headers = {
        'content-type': type,
        'docker-content-digest': digestOf(manifest),
        'content-length': manifest.length,
      };
      response.writeHead(200, headers).end(manifest);
    } else refuse(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    slow: `${host}/slow:1`,
    limited: `${host}/limited:1`,
    missing: `${host}/missing:1`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
