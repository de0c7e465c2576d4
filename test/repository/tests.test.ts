import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const folders = ['console', 'contract', 'lambda', 'lib', 'scripts', 'server'];

/** Files that no test of their name tries: scenarios, end-to-end tests and the tests of their neighbors do. */
const list = 'test/repository/files-without-test.txt';

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
}

const sources = folders.flatMap(filesIn).filter((file) => /\.tsx?$/.test(file));

function hasTest(source: string): boolean {
  const path = join(root, 'test', source.replace(/\.tsx?$/, '.test'));
  return existsSync(`${path}.ts`) || existsSync(`${path}.tsx`);
}

/** Does the file only declare types, so that there is nothing to run? */
function isOnlyTypes(source: string): boolean {
  const statement = /^(?!import type |import \{ type |(export )?(declare )?(interface|type) |[ })/*]|\/\/|$)/m;
  return !statement.test(readFileSync(join(root, source), 'utf8').replace(/^import [^;]*;$/gm, ''));
}

test('a file has a test of its path, unless it is in a list that may only shrink', () => {
  const listed = readFileSync(join(root, list), 'utf8').trim().split('\n');
  const untested = sources.filter((source) => !hasTest(source) && !isOnlyTypes(source));

  // A new file needs a test of its path: do not add it to the list.
  expect(untested.filter((source) => !listed.includes(source))).toEqual([]);
  // These have a test by now, or do not exist any more: take them off the list.
  expect(listed.filter((source) => !untested.includes(source))).toEqual([]);
});

test('a test has the path of the file that it tries, or lies with scenarios that try several', () => {
  const own = folders.flatMap((folder) =>
    existsSync(join(root, 'test', folder)) ? filesIn(join('test', folder)) : [],
  );
  const strays = own
    .filter((file) => /\.test\.tsx?$/.test(file) && !/\/scenarios\//.test(file))
    .map((file) => file.slice('test/'.length).replace(/\.test\.tsx?$/, ''))
    .filter((path) => !sources.includes(`${path}.ts`) && !sources.includes(`${path}.tsx`));

  expect(strays).toEqual([]);
});
