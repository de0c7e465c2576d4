import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

/** Every worked step: the file that its sentence names last before the code, and the code without its indent. */
const steps = [...page.matchAll(/^\d+\. (.+)\n\n {3}```\w+\n([\s\S]*?)^ {3}```$/gm)].map(
  ([, sentence = '', code = '']) => {
    const file = [...sentence.matchAll(/`([\w./-]+\.(?:ts|md))`/g)][0]?.[1] ?? '';
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

test('every step of the worked examples is read', () => {
  expect(steps.map(([file]) => file)).toHaveLength(13);
});

test.each(steps)('the step in %s is there as the page has it', (file, code) => {
  expect(linesOf(readFileSync(join(root, file), 'utf8'))).toContain(code);
});
