import { LogLevel } from '../../../contract/environment';
import { createLog } from '../../../lambda/logging/log';

function written(level: LogLevel): readonly Record<string, unknown>[] {
  const lines: string[] = [];
  const log = createLog(level, (line) => lines.push(line));
  for (const of of Object.values(LogLevel)) log[of](`an ${of}`);
  log.always('always');
  return lines.map((line) => JSON.parse(line));
}

test('entries below the level are not written, but for those that always are', () => {
  expect(Object.values(LogLevel).map((level) => written(level).map(({ message }) => message))).toEqual([
    ['an debug', 'an info', 'an warn', 'an error', 'always'],
    ['an info', 'an warn', 'an error', 'always'],
    ['an warn', 'an error', 'always'],
    ['an error', 'always'],
  ]);
});

test('an entry is one line of JSON with its time, its level and its fields, redacted', () => {
  const lines: string[] = [];

  createLog(LogLevel.info, (line) => lines.push(line)).warn('metrics', { detail: 'a\nb', password: 'hunter22' });

  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('\n');
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    level: 'warn',
    message: 'metrics',
    detail: 'a\nb',
    password: '[redacted]',
  });
});

test('by itself it writes to standard output, where nothing is put before the line', () => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);

  createLog(LogLevel.info).info('request', { status: 200 });

  expect(write.mock.calls).toEqual([[expect.stringMatching(/^\{"time":.*\}\n$/)]]);
  write.mockRestore();
});
