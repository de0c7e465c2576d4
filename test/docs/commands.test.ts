import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** The lines of a page's shell commands, of scripts only the first. */
function commandLines(page: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const blocks = [...text.matchAll(/```(?:sh|bash|shell|console)\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  return blocks.filter((block) => !block.startsWith('#!')).flatMap((block) => block.split('\n'));
}

test.each(pages)('the commands of %s can be pasted into zsh, to which # begins no comment', (page) => {
  expect(commandLines(page).filter((line) => /(^|\s)#/.test(line))).toEqual([]);
});

test.each(pages)('the addresses with a question mark in %s are quoted, as zsh takes it for a pattern', (page) => {
  const bare = commandLines(page).filter((line) => /\$API\/[^\s"']*\?/.test(line.replace(/"[^"]*"|'[^']*'/g, '')));

  expect(bare).toEqual([]);
});
