import type { LogLine } from '../../../scripts/log/read';
import { watchLog } from '../../../scripts/log/watch';

const line = (time: number, text: string): LogLine => ({ id: `${time} ${text}`, time, text });

/** A log that grows between the looks at it, as CloudWatch answers: from a time on, the oldest first. */
async function watch(looks: readonly (readonly LogLine[])[], since = 0) {
  const shown: string[] = [];
  const asked: number[] = [];
  const left = [...looks];
  let log: readonly LogLine[] = [];
  const count = await watchLog({
    since,
    read: async (from) => {
      asked.push(from);
      log = [...log, ...(left.shift() ?? [])].sort((a, b) => a.time - b.time);
      return log.filter(({ time }) => time >= from);
    },
    write: ({ text }) => {
      if (text === 'hidden') return false;
      shown.push(text);
      return true;
    },
    goOn: async () => left.length > 0,
  });
  return { shown, asked, count };
}

test('one look shows what is there', async () => {
  const { shown, count } = await watch([[line(1, 'a'), line(2, 'b')]]);

  expect(shown).toEqual(['a', 'b']);
  expect(count).toBe(2);
});

test('what is not shown does not count', async () => {
  const { count } = await watch([[line(1, 'a'), line(2, 'hidden')]]);

  expect(count).toBe(1);
});

test('a line is shown once, however often the log is read', async () => {
  const { shown } = await watch([[line(1, 'a')], [line(1, 'b'), line(2, 'c')], [], [line(3, 'd')]]);

  expect(shown).toEqual(['a', 'b', 'c', 'd']);
});

test('a line that another instance of the function wrote earlier and that comes later is shown too', async () => {
  const { shown } = await watch([[line(60_000, 'new')], [line(55_000, 'late')]]);

  expect(shown).toEqual(['new', 'late']);
});

test('a log that grows is not read from its beginning again', async () => {
  const { asked } = await watch([[line(1_000, 'a'), line(60_000, 'b')], [line(90_000, 'c')], []], 500);

  expect(asked).toEqual([500, 50_000, 80_000]);
});
