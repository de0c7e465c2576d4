import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parameterNames } from '../../../contract/parameters';
import { routes } from '../../../contract/routes';
import { apiPage } from '../../../scripts/docs/api-page';
import { root } from '../../../scripts/tools/paths';

test('docs/api.md is what the contract makes of it (npx tsx scripts/docs.ts writes it)', () => {
  expect(readFileSync(join(root, 'docs/api.md'), 'utf8')).toBe(apiPage());
});

test('it has every route and every parameter, and says what each member of an answer means', () => {
  const page = apiPage();

  for (const { resource } of routes) expect(page).toContain(`| \`${resource}\` |`);
  for (const name of parameterNames) expect(page).toContain(`| \`${name}\` |`);
  expect(page.split('\n').filter((line) => /\| *\|$/.test(line))).toEqual([]);
});
