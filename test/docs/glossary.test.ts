import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const page = readFileSync(join(root, 'docs/architecture/glossary.md'), 'utf8');

/** The rows of the page: the identifiers of a term, and the file that defines it. */
const rows = [...page.matchAll(/^\| (.+?) \| .+ \| `([\w./-]+)` \|$/gm)].map(
  ([, term = '', file = '']) =>
    [[...term.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name).join(' '), file] as const,
);

test('the rows are read', () => {
  expect(rows.length).toBeGreaterThan(40);
});

test.each(rows)('%s: %s defines it', (names, file) => {
  expect(existsSync(join(root, file))).toBe(true);
  const known = `${file}\n${readFileSync(join(root, file), 'utf8')}`;

  expect(names.split(' ').filter((name) => !known.includes(name))).toEqual([]);
});
