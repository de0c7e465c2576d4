import { randomUUID } from 'node:crypto';
import type { PendingStops } from '../../../lambda/jobs/ports';

const stopAt = '2126-01-16T09:00:00.000Z';
const at = (minute: number) => `2026-01-15T09:0${minute}:00.000Z`;

/** What every `PendingStops` does: registered as tests of the calling file. */
export function pendingStopsContract(open: () => PendingStops): void {
  const region = 'us-east-1';
  const some = (count: number) =>
    Array.from({ length: count }, () => `i-${randomUUID().replaceAll('-', '').slice(0, 17)}`);

  test('a job owns the stops that it claims, and knows whose they were', async () => {
    const [a = '', b = '', c = ''] = some(3);

    const nobody = await open().claim(region, [a, b], { jobId: 'first', askedAt: at(1), stopAt });
    const before = await open().claim(region, [b, c], { jobId: 'second', askedAt: at(2), stopAt });
    const again = await open().claim(region, [b, c], { jobId: 'second', askedAt: at(2), stopAt });

    expect([nobody, before, again]).toEqual([[], ['first'], []]);
    expect(await open().owners(region, [a, b, c, ...some(1)])).toEqual(
      new Map([
        [a, 'first'],
        [b, 'second'],
        [c, 'second'],
      ]),
    );
  });

  test('a job that was asked for earlier does not take a stop away', async () => {
    const [id = ''] = some(1);
    await open().claim(region, [id], { jobId: 'later', askedAt: at(2), stopAt });

    const before = await open().claim(region, [id], { jobId: 'earlier', askedAt: at(1), stopAt });

    expect(before).toEqual([]);
    expect(await open().owners(region, [id])).toEqual(new Map([[id, 'later']]));
  });

  test("a stop whose time is over is nobody's any more, whenever its job was asked for", async () => {
    const [id = ''] = some(1);
    await open().claim(region, [id], { jobId: 'later', askedAt: at(2), stopAt: at(3) });

    const before = await open().claim(region, [id], { jobId: 'earlier', askedAt: at(1), stopAt });

    expect(before).toEqual(['later']);
    expect(await open().owners(region, [id])).toEqual(new Map([[id, 'earlier']]));
  });

  test('the same id in another region is another instance', async () => {
    const [id = ''] = some(1);
    await open().claim(region, [id], { jobId: 'here', askedAt: at(1), stopAt });

    expect(await open().owners('eu-west-1', [id])).toEqual(new Map());
  });

  test('a fleet has its stops, too', async () => {
    const fleet = some(230);

    await open().claim(region, fleet, { jobId: 'fleet', askedAt: at(1), stopAt });

    expect((await open().owners(region, fleet)).size).toBe(230);
    expect(await open().owners(region, [])).toEqual(new Map());
  });
}
