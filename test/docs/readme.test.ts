import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { routes } from '../../contract/routes';

const root = resolve(__dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The paths after `$API` in the README's commands. */
const paths = [...readme.matchAll(/\$API(\/[^\s"'?)]*)/g)].map(([, path = '']) => path.replace(/\\$/, ''));

/** A resource as a pattern of its paths. */
const patterns = routes.map(({ resource }) => ({
  resource,
  pattern: new RegExp(`^${resource.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
}));

test('every route has an example', () => {
  const without = patterns.filter(({ pattern }) => !paths.some((path) => pattern.test(path)));

  expect(without.map(({ resource }) => resource)).toEqual([]);
});

test('every example is of a route', () => {
  expect(paths.filter((path) => !patterns.some(({ pattern }) => pattern.test(path)))).toEqual([]);
});

test('every make target that is named exists', () => {
  const makefile = readFileSync(join(root, 'Makefile'), 'utf8');
  const named = [...readme.matchAll(/`make ([a-z]+)/g)].map(([, target = '']) => target);

  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((target) => !new RegExp(`^${target}:`, 'm').test(makefile))).toEqual([]);
});

test.each(['README.md', 'CONTRIBUTING.md', 'docs/guide.md', 'docs/migrating.md', 'SECURITY.md'])(
  'the links of %s lead somewhere',
  (page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);

    expect(links.filter((link) => !existsSync(join(root, page, '..', link)))).toEqual([]);
  },
);
