import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const folder = join(root, 'docs/decisions');
const files = readdirSync(folder).filter((name) => /^\d/.test(name));
const pages = files.map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
const index = readFileSync(join(folder, 'README.md'), 'utf8');

/** The title of a page, as its file is named. */
const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/['`,]/g, '')
    .replace(/[^a-z0-9]+/g, '-');

test('the numbers have no gaps', () => {
  expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_, position) => position + 1));
});

test.each(pages)('%s has its title, status, date, and the sections in order', (name, text) => {
  const title =
    /^# (\d{4}\. .+)\n\nStatus: (?:accepted|replaced)[^\n]*\. Date: \d{4}-\d\d-\d\d\.\n/.exec(text)?.[1] ?? '';

  expect(`${slugOf(title)}.md`).toBe(name);
  expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual([
    'Context',
    'Decision',
    'Consequences',
  ]);
});

test('the index names each page by its title', () => {
  const rows = pages.map(([name, text]) => `- [${/^# (.+)$/m.exec(text)?.[1]}](${name})`);

  expect([...index.matchAll(/^- .+$/gm)].map(([row]) => row)).toEqual(rows);
});

/** Everything but the decisions themselves that can explain itself by one of them. */
const explained = ['contract', 'lambda', 'lib', 'scripts', 'server', 'console', 'bench']
  .flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|cjs)$/.test(name))
      .map((name) => join(part, name)),
  )
  .map((name) => readFileSync(join(root, name), 'utf8'))
  .join('\n');

test('the code that each decision explains links to it', () => {
  const numbers = files.map((name) => name.slice(0, 4)).filter((number) => number !== '0001');

  expect(numbers.filter((number) => !explained.includes(`docs/decisions/${number}`))).toEqual([]);
});

test('every link of the code to a decision names one that is there', () => {
  const linked = [...explained.matchAll(/docs\/decisions\/(\d{4})/g)].map(([, number]) => number);

  expect(linked.filter((number) => !files.some((name) => name.startsWith(`${number}-`)))).toEqual([]);
});
