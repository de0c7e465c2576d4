import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const root = resolve(__dirname, '../../..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'program-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a main function as the Makefile's programs run theirs. */
function start(main: string) {
  const from = (path: string): string => JSON.stringify(join(root, 'scripts', path));
  const code = `import { program } from ${from('console/program')};
import { withLock } from ${from('tools/lock')};
import { run } from ${from('tools/run')};
program(${main});`;
  const file = join(folder, 'main.ts');
  writeFileSync(file, code);
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const status = new Promise<number | null>((done) => child.once('close', done));
  return { child, status, errors: text(child.stderr) };
}

test('what it throws is told in its words, and makes it fail', async () => {
  const { status, errors } = start("async () => { throw new Error('no such thing'); }");

  expect(await status).toBe(1);
  expect(await errors).toContain('no such thing');
});

test('Ctrl-C ends it at once with the tool that it runs, and frees its lock', async () => {
  const locks = join(folder, 'locks');
  const { child, status, errors } = start(`async () => {
    await withLock(${JSON.stringify(join(locks, 'lock'))}, async () => {
      const tool = run({ command: process.execPath, args: ['-e', 'setTimeout(() => {}, 60_000)'] });
      console.log('it runs');
      await tool;
    });
  }`);
  await new Promise((done) => child.stdout.once('data', done));

  child.kill('SIGINT');

  expect(await status).toBe(130);
  expect((await errors).trim()).toBe('');
  expect(readdirSync(locks)).toEqual([]);
});

test('Ctrl-C waits for the tool and what that has started, and lets nothing go on meanwhile', async () => {
  const [locks, gone] = [join(folder, 'locks'), join(folder, 'gone')];
  const script = `trap 'sleep 0.5; ls ${locks} > ${gone}; exit 0' TERM; echo; sleep 60 & wait`;
  const { child, status, errors } = start(`async () => {
    await withLock(${JSON.stringify(join(locks, 'lock'))}, async () => {
      const log = { path: '', append: (text) => { if (String(text) === '\\n') console.log('it runs'); } };
      await run({ command: 'sh', args: ['-c', ${JSON.stringify(script)}] }, log);
      await run({ command: 'sh', args: ['-c', 'echo > ${gone}.more'] });
      throw new Error('it went on');
    });
  }`);
  await new Promise((done) => child.stdout.once('data', done));

  child.kill('SIGINT');

  expect(await status).toBe(130);
  expect((await errors).trim()).toBe('');
  expect(readFileSync(gone, 'utf8')).toBe('lock\n');
  expect([existsSync(`${gone}.more`), readdirSync(locks)]).toEqual([false, []]);
});

test('who has read enough of its output ends it without a word', async () => {
  const { child, status, errors } = start(
    "async () => { for (;;) { console.log('line'); await new Promise((done) => setTimeout(done, 5)); } }",
  );
  await new Promise((done) => child.stdout.once('data', done));

  child.stdout.destroy();

  expect(await status).toBe(0);
  expect(await errors).toBe('');
});
