import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problems } from '../../contract/problems';

const page = readFileSync(join(__dirname, '../../docs/errors.md'), 'utf8');
const entries = [...page.matchAll(/^## (\w+)\n\n(\d{3}) · (.+?)(?: · (retryable))?\n\n(.+)$/gm)];

test('docs/errors.md has one entry for each problem code, with its status and title', () => {
  const written = entries.map(([, code, status, title, retryable]) => [
    code,
    Number(status),
    title,
    retryable !== undefined,
  ]);
  const table = Object.entries(problems).map(([code, kind]) => [code, kind.status, kind.title, 'retryable' in kind]);

  expect(written).toEqual(table);
});

test('each entry says what to do', () => {
  for (const [, code, , , , text] of entries) expect([code, (text ?? '').length > 20]).toEqual([code, true]);
});
