import { randomUUID } from 'node:crypto';
import type { PendingStops } from '../../../lambda/jobs/ports';
import type { PendingStop } from '../../../lambda/jobs/rules/pending-stops';

const stopAt = '2126-01-16T09:00:00.000Z';
const askedAt = '2026-01-15T09:01:00.000Z';

function promise(instanceId: string, jobId: string, overrides: Partial<PendingStop> = {}): PendingStop {
  return { instanceId, jobId, askedAt, stopAt, firm: true, ...overrides };
}

function sorted(stops: readonly PendingStop[]): readonly PendingStop[] {
  return [...stops].sort((a, b) => (a.instanceId + a.jobId < b.instanceId + b.jobId ? -1 : 1));
}

/** Registers as tests of the calling file what every `PendingStops` does. */
export function pendingStopsContract(open: () => PendingStops): void {
  const region = 'us-east-1';
  const some = (count: number): readonly string[] =>
    Array.from({ length: count }, () => `i-${randomUUID().replaceAll('-', '').slice(0, 17)}`).sort();

  test('each job has its own promise for an instance, and no other is touched by it', async () => {
    const [a = '', b = '', c = ''] = some(3);

    await open().write(region, [promise(a, 'first'), promise(b, 'first')]);
    await open().write(region, [promise(b, 'second', { firm: false }), promise(c, 'second')]);
    await open().remove(region, [promise(c, 'second'), promise(a, 'second')]);

    expect(sorted(await open().read(region, [a, b, c]))).toEqual([
      promise(a, 'first'),
      promise(b, 'first'),
      promise(b, 'second', { firm: false }),
    ]);
    expect(await open().read(region, [a])).toEqual([promise(a, 'first')]);
    expect(await open().read(region, [a, c])).toEqual([promise(a, 'first')]);
  });

  test('what a job promises later takes the place of what it has promised before', async () => {
    const [id = ''] = some(1);
    await open().write(region, [promise(id, 'job', { firm: false })]);

    await open().write(region, [promise(id, 'job', { stopAt: '2126-01-17T09:00:00.000Z' })]);

    expect(await open().read(region, [id])).toEqual([promise(id, 'job', { stopAt: '2126-01-17T09:00:00.000Z' })]);
  });

  test('the same id in another region is another instance', async () => {
    const [id = ''] = some(1);
    await open().write(region, [promise(id, 'here')]);

    expect(await open().read('eu-west-1', [id])).toEqual([]);
  });

  test('a fleet has its stops, too, and a region all of its own', async () => {
    const fleet = some(230);
    const elsewhere = `region-${randomUUID()}`;

    await open().write(
      elsewhere,
      fleet.map((id) => promise(id, 'fleet')),
    );

    expect(await open().read(elsewhere, fleet)).toHaveLength(230);
    expect(await open().read(elsewhere)).toHaveLength(230);
    expect(await open().read(elsewhere, [])).toEqual([]);
  });
}
