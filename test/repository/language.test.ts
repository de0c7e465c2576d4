import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const here = relative(root, __filename);

/** The texts of the repository, new ones included; licenses and pictures are not ours to write. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((name) => /\.(ts|tsx|cjs|md|ya?ml|sh|css|html)$|^Makefile$|Dockerfile$/.test(name) && name !== here);

const stems =
  'author|canonical|categor|custom|emphas|final|general|initial|maxim|minim|normal|optim|organ|priorit|recogn|sanit|serial|standard|summar|synthes|util|visual';

/** British forms; the status `cancelled` is the contract's. */
const british = new RegExp(
  `\\b(?:(?:${stems})is(?:e|ed|es|ing|ation)|behaviour|colou?red|colour|honour|favour|neighbour|licence|centre|catalogue|defence|travelled|labelled|modelled|spoilt|learnt|whilst|amongst|judgement|analyse)s?\\b`,
  'i',
);

/** Words that nobody says today, and two turns that a reader must read twice. */
const archaic = /\b(?:whoever|whence|whereof|wherein|thereof|therein|hitherto|henceforth|shall|(?:is|are) meant)\b/i;

function linesWith(pattern: RegExp, names: readonly string[]): readonly string[] {
  return names.flatMap((name) =>
    readFileSync(join(root, name), 'utf8')
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${name}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
  );
}

test('spelling is American', () => {
  expect(linesWith(british, files)).toEqual([]);
});

test('words are those of today', () => {
  expect(linesWith(archaic, files)).toEqual([]);
});
