import { type Clock, createSteps } from '../../../scripts/console/steps';

/** A clock that goes on when it is told to. */
function handClock(): Clock & { pass(milliseconds: number): void } {
  let time = 0;
  const timers = new Map<() => void, { readonly every: number; next: number }>();
  return {
    now: () => time,
    every: (every, work) => {
      timers.set(work, { every, next: time + every });
      return () => timers.delete(work);
    },
    pass: (milliseconds) => {
      for (const end = time + milliseconds; time < end; ) {
        time += 1_000;
        for (const [work, timer] of timers) {
          if (timer.next > time) continue;
          timer.next += timer.every;
          work();
        }
      }
    },
  };
}

function show(terminal: boolean, columns = 80) {
  const clock = handClock();
  const written: string[] = [];
  const steps = createSteps({ isTTY: terminal, columns, write: (text) => written.push(text) }, clock);
  return { clock, steps, written };
}

test('a step that is done is one line with its time and its note', async () => {
  const { clock, steps, written } = show(false);

  await steps.run(
    'Deploy',
    async () => clock.pass(2_000),
    () => 'unchanged',
  );

  expect(written.join('')).toBe(`✓ ${'Deploy'.padEnd(40)}   2.0 s  unchanged\n`);
});

test('a step that fails is one line too, and its error goes on', async () => {
  const { steps, written } = show(false);
  const work = async (): Promise<void> => {
    throw new Error('no');
  };

  await expect(steps.run('Deploy', work)).rejects.toThrow('no');

  expect(written.join('')).toMatch(/^✗ Deploy +0\.0 s\n$/);
});

test('a step that came to nothing good has the mark of one that failed, and its note', async () => {
  const { steps, written } = show(false);
  const note = (failed: number): string => `${failed} failed`;

  await steps.run(
    'Check',
    async () => 2,
    note,
    (failed) => failed === 0,
  );

  expect(written.join('')).toMatch(/^✗ Check +0\.0 s {2}2 failed\n$/);
});

test('a long step shows each half minute that it goes on, where there is no terminal', async () => {
  const { clock, steps, written } = show(false);

  await steps.run('Deploy', async () => clock.pass(65_000));

  expect(written.slice(1, -1)).toEqual(['… Deploy, 30 s so far\n', '… Deploy, 60 s so far\n']);
});

test('on a terminal the last line tells each second what runs, and for how long', async () => {
  const { clock, steps, written } = show(true);

  const slow = steps.run('Synthesize', () => Promise.resolve(clock.pass(2_000)));
  const other = steps.run('Prepare', async () => clock.pass(1_000));
  await Promise.all([slow, other]);

  expect(written).toContain('\r\x1b[K… Synthesize 2 s');
  expect(written).toContain('\r\x1b[K… Synthesize 3 s, Prepare 1 s');
  expect(written.at(-1)).toContain(`\r\x1b[K✓ ${'Prepare'.padEnd(40)}   1.0 s\n`);
});

test.each([20, 0])(
  'the status fits in one line of a terminal of %d columns, as one that wraps cannot be erased',
  async (columns) => {
    const { clock, steps, written } = show(true, columns);

    await steps.run('A title that is a good deal longer than this terminal', async () => clock.pass(1_000));

    const status = (written[1] ?? '').replace('\r\x1b[K', '');
    expect(status.length).toBeLessThan(columns || 80);
    expect(status.length).toBeGreaterThan(10);
  },
);

test('a step that is done is silent', async () => {
  const { clock, steps, written } = show(false);
  await steps.run('Deploy', async () => undefined);
  const before = written.length;

  clock.pass(120_000);

  expect(written).toHaveLength(before);
});
