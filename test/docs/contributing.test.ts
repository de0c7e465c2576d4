import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
/** The section on adapters; the example of a route is carried out by a test of its own. */
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').replace(/^[\s\S]*\n## Add an adapter\n/, '');

/** Every step with code: the file that its sentence names, and the code without its indent. */
const steps = [...page.matchAll(/^\d+\. (.+)\n\n {3}```\w+\n([\s\S]*?)^ {3}```$/gm)].map(
  ([, sentence = '', code = '']) => {
    const file = [...sentence.matchAll(/`([\w./-]+\.ts)`/g)][0]?.[1] ?? '';
    return [file, linesOf(code)] as const;
  },
);

/** The lines of a text without their indents, as one text: formatting does not count. */
function linesOf(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

test('every step of the section is read', () => {
  expect(steps.map(([file]) => file)).toHaveLength(3);
});

test.each(steps)('the step in %s is there as the page has it', (file, code) => {
  expect(linesOf(readFileSync(join(root, file), 'utf8'))).toContain(code);
});
