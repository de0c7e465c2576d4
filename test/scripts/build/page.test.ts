import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildPage, type Page } from '../../../scripts/build/page';
import { workshop } from './support/built';

let page: Page;

beforeAll(async () => {
  page = await buildPage('console');
});

test('the page takes at most 60 KB on its way', () => {
  expect(gzipSync(page.html, { level: 6 }).byteLength).toBeLessThan(60_000);
});

test('script and style are in it, and it asks for nothing else', () => {
  expect(page.html.match(/<script>/g)).toHaveLength(1);
  expect(page.html.match(/<style>/g)).toHaveLength(1);
  expect(page.html).not.toMatch(/<(script|link|img)[^>]+(src|href)="(?!data:)/);
  expect(page.html).not.toMatch(/@import|url\(http/);
  expect(page.html).not.toMatch(/\/\*(style|script)\*\//);
});

test('the same sources give the same bytes', async () => {
  expect((await buildPage('console')).html).toBe(page.html);
});

test('everything that went in is known, so that a change is built', () => {
  expect(page.inputs).toEqual(
    expect.arrayContaining([
      'console/page.html',
      'console/main.tsx',
      'console/style/main.css',
      'lambda/domain/transitions.ts',
    ]),
  );
});

test('an end tag in a text of the script does not end it', async () => {
  const home = workshop();
  mkdirSync(join(home, 'style'), { recursive: true });
  writeFileSync(join(home, 'page.html'), '<style>/*style*/</style><script>/*script*/</script>');
  writeFileSync(join(home, 'style/main.css'), 'p { color: red }');
  writeFileSync(join(home, 'main.tsx'), "document.title = '</script><b>';");

  const { html } = await buildPage(home);

  expect(html.match(/<\/script/g)).toHaveLength(1);
  rmSync(home, { recursive: true });
});
