import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { firstServiceNote } from '../../scripts/deployment/service';

const page = readFileSync(resolve(__dirname, '../../docs/fargate.md'), 'utf8');

/** The figures of the rows of the costs, two a row. */
const rows = [...page.matchAll(/^\| (.+) \| (?:\*\*)?(\d+)(?:\*\*)? \| (?:\*\*)?(\d+)(?:\*\*)? \|$/gm)].map(
  ([, title = '', two = '', one = '']) => ({ title, two: Number(two), one: Number(one) }),
);

test('the costs add up, and make says what the page says', () => {
  const parts = rows.slice(0, -1);
  const sum = (column: 'one' | 'two') => parts.reduce((total, row) => total + row[column], 0);

  expect(rows).toHaveLength(4);
  expect(rows.at(-1)).toEqual({ title: '**together**', two: sum('two'), one: sum('one') });
  expect(firstServiceNote).toContain(`about ${sum('two')} dollars a month`);
});
