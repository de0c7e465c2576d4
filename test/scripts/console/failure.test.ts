import { Failure, tell, wrap } from '../../../scripts/console/failure';

test('a paragraph has lines of at most 100 columns', () => {
  const lines = wrap('word '.repeat(60)).split('\n');

  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(lines.length).toBe(3);
});

test('a path or URL stays whole, however long it is', () => {
  const url = `https://example.com/${'x'.repeat(120)}`;

  expect(wrap(`see ${url} there`).split('\n')).toContain(url);
});

test('a command in a paragraph of its own stays in one line, to be copied', () => {
  const command = `  make CONTEXT='${'key=value '.repeat(15)}'`;

  expect(wrap(`Type:\n\n${command}\n\nor not.`).split('\n')).toEqual(['Type:', '', command, '', 'or not.']);
});

test("a failure is told as its paragraph and the end of the tool's output, without a stack trace", () => {
  const told = tell(new Failure('It failed.', { output: { file: 'deploy.log', tail: 'one\ntwo' } }));

  expect(told).toBe('It failed.\n\nThe last lines of deploy.log:\n  one\n  two');
});

test('a fault of the programs themselves is told with its stack trace', () => {
  expect(tell(new TypeError('oops'))).toMatch(/^TypeError: oops\n +at /);
  expect(tell('text')).toBe('text');
});

test.each([
  ['ENOSPC', 'The disk is full.'],
  ['EDQUOT', 'The disk is full.'],
  ['EACCES', 'Does it belong to another user'],
  ['EROFS', 'Does it belong to another user'],
])('a file that cannot be written (%s) is told in words, without a stack trace', (code, words) => {
  const told = tell(Object.assign(new Error(`${code}: no, write 'a'`), { code }));

  expect(told.replaceAll('\n', ' ')).toContain(words);
  expect(told).not.toContain(' at ');
});
