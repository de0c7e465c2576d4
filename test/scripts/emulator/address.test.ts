import { createServer, type Server } from 'node:net';
import { requireAddress } from '../../../scripts/emulator/address';

let server: Server | undefined;

afterEach(async () => {
  await new Promise((closed) => (server === undefined ? closed(undefined) : server.close(closed)));
  server = undefined;
});

test.each(['127.0.0.1', '0.0.0.0', 'localhost'])('%s is an address to listen on', async (host) => {
  await expect(requireAddress(host)).resolves.toBeUndefined();
});

test('an address of another machine is no taken port: it is told as what it is, with the addresses that there are', async () => {
  await expect(requireAddress('192.0.2.1')).rejects.toThrow(
    /^EMULATOR_HOST is 192\.0\.2\.1, which is no address of this machine; its addresses are 127\.0\.0\.1, .*AWS_ENDPOINT_URL\.$/,
  );
});

test('a name that nobody knows is told as one', async () => {
  await expect(requireAddress('nohost.invalid')).rejects.toThrow(
    /^EMULATOR_HOST is nohost\.invalid, and no address is known for that name/,
  );
});

test('a port that is taken is told as one', async () => {
  const taken = createServer();
  server = taken;
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
  const address = taken.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;

  await expect(requireAddress('127.0.0.1', port)).rejects.toThrow(`Port ${port} is taken`);
});
