import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const page = join(resolve(__dirname, '../../../..'), 'docs/architecture/jobs.md');

/** The table of the page that begins with the same line; empty when there is none. */
export function tableOfPage(like: string): string {
  const text = readFileSync(page, 'utf8');
  const [head = ''] = like.split('\n');
  const begin = text.indexOf(`${head}\n`);
  if (begin < 0) return '';
  const [table = ''] = text.slice(begin).split('\n\n');
  return table.trimEnd();
}

/** Puts a table in the place of the one that begins with the same line. */
export function writeTable(table: string): void {
  const before = tableOfPage(table);
  if (before === '') throw new Error(`the page has no table with the first line of\n${table}`);
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace(before, () => table),
  );
}
