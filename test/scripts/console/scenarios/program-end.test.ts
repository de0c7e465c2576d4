import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../../..');

function run(main: string) {
  const code = `import { program } from ${JSON.stringify(join(root, 'scripts/console/program'))}; program(${main});`;
  const { status, stderr } = spawnSync(join(root, 'node_modules/.bin/tsx'), ['-e', code], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stderr };
}

test('a program that ends before its work is done says so, and fails', () => {
  expect(run('() => new Promise(() => {})')).toEqual({
    status: 1,
    stderr: expect.stringContaining('ended before its work was done'),
  });
});

test('a program that is done ends with 0, or with what it has set', () => {
  expect(run('async () => {}')).toEqual({ status: 0, stderr: '' });
  expect(run('async () => { process.exitCode = 3; }')).toEqual({ status: 3, stderr: '' });
});
