import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mapStackTrace } from '../../../scripts/build/stack-trace';
import { type Built, built } from './support/built';

let program: Built;

beforeAll(async () => {
  program = await built({
    'index.ts': `import { EC2Client } from '@aws-sdk/client-ec2';
export const client = () => new EC2Client({});

export function broken(): never {
  throw new Error('seen in a log');
}
`,
  });
  for (const { name, sourceMap } of program.files) writeFileSync(join(program.directory, `${name}.map`), sourceMap);
});

afterAll(() => program.remove());

test('a stack trace of the built function leads to the line in the sources', () => {
  const script = "try { require('./index.js').broken() } catch (error) { process.stdout.write(error.stack) }";
  const trace = execFileSync(process.execPath, ['-e', script], { cwd: program.directory, encoding: 'utf8' });

  const mapped = mapStackTrace(trace, program.directory);

  expect(mapped).toContain('seen in a log');
  expect(mapped).toMatch(/at [\w.]+ \(.*test-build-\w+\/index\.ts:5:9\)/);
});

test("Node's own places and files without a map stay as they are", () => {
  const trace = 'Error: x\n    at f (node:internal/modules/run_main:164:12)\n    at g (/var/task/other.js:1:2)';

  expect(mapStackTrace(trace, program.directory)).toBe(trace);
});
