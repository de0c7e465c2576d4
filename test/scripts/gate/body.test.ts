import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { Bodies, mostBytes } from '../../../scripts/gate/body';

const request = (...sizes: readonly number[]): IncomingMessage =>
  Object.assign(Readable.from(sizes.map((size) => Buffer.alloc(size))), {}) as unknown as IncomingMessage;

const length = (body: Buffer) => Promise.resolve(body.length);

test('a body is read whole, and one beyond the limit is not', async () => {
  const bodies = new Bodies();

  expect(await bodies.with(request(3, 4), length)).toBe(7);
  expect(await bodies.with(request(mostBytes, 1), length)).toBe('too large');
});

test('more bodies at a time than there is room for wait for nobody: they are refused, until others have gone', async () => {
  const bodies = new Bodies(10);
  let go = (): void => {};
  const held = bodies.with(request(8), () => new Promise<string>((done) => (go = () => done('done'))));
  await new Promise((done) => setImmediate(done));

  expect(await bodies.with(request(3), length)).toBe('no room');
  go();

  expect(await held).toBe('done');
  expect(await bodies.with(request(3), length)).toBe(3);
});
