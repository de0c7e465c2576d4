import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { applied, stepsOf } from '../../support/worked-steps';

const root = resolve(__dirname, '../../..');
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const steps = stepsOf(page);

/** What the example changes, and what checks it. */
const parts = [
  ...['contract', 'lambda', 'lib', 'scripts', 'server', 'console', 'docs', 'test', 'config'],
  ...['package.json', 'tsconfig.json', 'jest.config.js', 'Makefile', '.env.example', '.github'],
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'LICENSE'],
];
const tests = [
  'test/lambda/http/handlers/rank.test.ts',
  'test/security/matrix.test.ts',
  'test/contract/openapi',
  'test/docs/readme.test.ts',
  'test/docs/errors.test.ts',
  'test/scripts/docs',
];

let copy = '';
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'worked-example-'));
  for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs a program of the packages in the copy; its output is the error when it fails. */
async function run(program: string, ...args: readonly string[]): Promise<void> {
  const command = [join(root, 'node_modules', program), ...args];
  await promisify(execFile)(process.execPath, command, { cwd: copy }).catch((error) => {
    throw new Error(`${program}: ${error.stdout}${error.stderr}`);
  });
}

test('the steps that CONTRIBUTING gives for a route and a problem code pass the types and the tests', async () => {
  expect(steps).toHaveLength(15);
  for (const step of steps) {
    const file = join(copy, step.file);
    writeFileSync(file, applied(step, step.place === undefined ? '' : readFileSync(file, 'utf8')));
  }
  writeFileSync(
    join(copy, 'tsconfig.example.json'),
    JSON.stringify({ extends: './tsconfig.json', include: ['contract', 'lambda', tests[0]] }),
  );

  await run('tsx/dist/cli.mjs', 'scripts/docs.ts');
  await run('typescript/bin/tsc', '--noEmit', '--project', 'tsconfig.example.json');
  await run('jest/bin/jest.js', '--runInBand', '--silent', '--coverage=false', ...tests);
}, 300_000);
