import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from '../../server/listen';

test('a port that is taken is named, with what to do', async () => {
  const first = createServer();
  await listen(first, '127.0.0.1', 0);
  const { port } = first.address() as AddressInfo;

  await expect(listen(createServer(), '127.0.0.1', port)).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is taken by another program: set PORT to another one.`,
  );
  first.close();
});

test('an address of another machine is named', async () => {
  const listening = listen(createServer(), '192.0.2.55', 0);

  await expect(listening).rejects.toThrow('HOST is "192.0.2.55", which is no address of this machine.');
});

test.each([
  ['EACCES', 'This user may not listen at port 80: set PORT to one from 1024 on.'],
  ['ENOTFOUND', 'HOST is "h", which is no address of this machine.'],
  ['EMFILE', 'The server cannot listen at port 80 of h: too many'],
])('what to do about %s is said', async (code, advice) => {
  const server = createServer();
  server.listen = () => {
    process.nextTick(() => server.emit('error', Object.assign(new Error('too many'), { code })));
    return server;
  };

  await expect(listen(server, 'h', 80)).rejects.toThrow(advice);
});
