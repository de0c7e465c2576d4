import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineSink } from '../../../scripts/log/sink';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'a log-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('a file is begun anew, and takes a line at a time', () => {
  const file = join(folder, 'log.txt');
  writeFileSync(file, 'of the last time\n');

  const write = lineSink(file);
  write('one');
  write('two');

  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
});

test('a file that cannot be written is told in one paragraph, before anything is read', () => {
  const file = join(folder, 'missing', 'log.txt');

  expect(() => lineSink(file)).toThrow(`FILE is "${file}", which cannot be written (ENOENT`);
});

test.each([undefined, ''])('without a file (%j) lines go to standard output', (file) => {
  const printed = jest.spyOn(console, 'log').mockImplementation();
  try {
    lineSink(file)('line');

    expect(printed.mock.calls).toEqual([['line']]);
  } finally {
    printed.mockRestore();
  }
});
