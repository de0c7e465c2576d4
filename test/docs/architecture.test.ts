import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const page = readFileSync(join(root, 'docs/architecture/README.md'), 'utf8');

/** The folders that are named in the first column of the layout. */
const named = [...page.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, names = '']) =>
  [...names.matchAll(/`([\w/]+)\/`/g)].map(([, name = '']) => name),
);

/** Folders that tools make, which Git ignores. */
const generated = ['node_modules', 'dist', 'cdk.out', 'coverage'];

function foldersOf(path: string): readonly string[] {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !generated.includes(entry.name))
    .map(({ name }) => join(path, name));
}

test('the layout names every folder', () => {
  const folders = [...foldersOf('').filter((name) => name !== 'lambda'), ...foldersOf('lambda')];

  expect(folders.filter((name) => !named.includes(name))).toEqual([]);
});

test('the layout names no folder that is not there', () => {
  expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
});
