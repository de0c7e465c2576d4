import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(__dirname, '../../../..');

let server: Server;

beforeEach(async () => {
  server = createServer((socket) => socket.destroy());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});

afterEach(() => new Promise((closed) => server.close(closed)));

test('a program that closes every connection is a stranger, also where nothing else keeps Node.js going', async () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const code = `import { probe } from ${JSON.stringify(join(root, 'scripts/emulator/probe'))};
    probe('http://127.0.0.1:${port}', 200).then(({ kind }) => console.log(kind));`;

  const { stdout } = await promisify(execFile)(join(root, 'node_modules/.bin/tsx'), ['-e', code], { cwd: root });

  expect(stdout.trim()).toBe('stranger');
});
