import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { routes } from '../../contract/routes';

const root = resolve(__dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The pages with examples: the README has five, the guide has all. */
const examples = ['README.md', 'docs/guide/using.md'].map((page) => readFileSync(join(root, page), 'utf8')).join('\n');

/** The paths after `$API` in the commands of these pages. */
const paths = [...examples.matchAll(/\$API(\/[^\s"'?)]*)/g)].map(([, path = '']) => path.replace(/\\$/, ''));

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

test('the README has at most 150 lines', () => {
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
});

/** Every page that people read, but the records of decisions. */
const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'],
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.startsWith('decisions'))
    .map((name) => join('docs', name)),
];

test.each(pages)('every make target that %s names exists', (page) => {
  const makefile = readFileSync(join(root, 'Makefile'), 'utf8');
  const named = [...readFileSync(join(root, page), 'utf8').matchAll(/`make ([a-z]+)/g)].map(
    ([, target = '']) => target,
  );

  expect(named.filter((target) => !new RegExp(`^${target}:`, 'm').test(makefile))).toEqual([]);
});

test('the README names make targets', () => {
  expect(readme).toMatch(/`make [a-z]+/);
});

/** The file of a link; a workflow's page on GitHub is that of its file. */
const fileOf = (link: string): string =>
  link.replace(/^\.\.\/\.\.\/actions\/workflows\/([\w.-]+)(\/badge\.svg)?$/, '.github/workflows/$1');

test.each(pages)('the links of %s lead somewhere', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => fileOf(link));

  expect(links.filter((link) => !existsSync(join(root, page, '..', link)))).toEqual([]);
});
