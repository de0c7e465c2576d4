import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type LogFile, openLog } from '../../../scripts/tools/log-file';
import { mustRun, run } from '../../../scripts/tools/run';
import { type Bench, bench } from '../support/programs';

let here: Bench;
let log: LogFile;

beforeEach(() => {
  here = bench();
  log = openLog('tool', join(here.folder, 'logs'));
});

afterEach(() => here.remove());

test('the status and everything that a tool writes come back, and stand in the log below its command', async () => {
  here.program('tool', 'echo out; echo err >&2; exit 3');

  const { status, output } = await run({ command: 'tool', args: ['a', 'b'] }, log);

  expect(status).toBe(3);
  expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
  expect(readFileSync(log.path, 'utf8')).toMatch(/^\$ tool a b\n(out\nerr|err\nout)\n$/);
});

test('a program that is not there has the status -1', async () => {
  const { status, output } = await run({ command: 'no-such-program', args: [] });

  expect(status).toBe(-1);
  expect(output).toContain('ENOENT');
});

test('a tool gets the environment and the folder that it is given, and no input', async () => {
  here.program('tool', 'echo "$ONLY $(pwd)"; cat');

  const { output } = await run({ command: 'tool', args: [], env: { ...process.env, ONLY: 'this' }, cwd: here.folder });

  expect(output).toBe(`this ${here.folder}\n`);
});

test('a tool that must succeed and does not is told with the end of its output', async () => {
  here.program('tool', 'for n in $(seq 30); do echo line $n; done; exit 1');

  const failure = mustRun({ command: 'tool', args: [] }, log, 'It did not work.');

  await expect(failure).rejects.toMatchObject({
    message: 'It did not work.',
    output: { tail: expect.stringMatching(/^line 11\n[\s\S]*line 30$/) },
  });
});

test('a tool that found no space on the disk is told as that, and a log that cannot be written hides nothing', async () => {
  here.program('tool', 'echo "npm error ENOSPC: no space left on device"; exit 1');

  await expect(mustRun({ command: 'tool', args: [] }, log, 'It did not work.')).rejects.toThrow(/^The disk is full\./);

  rmSync(log.path);
  symlinkSync('/dev/full', log.path);
  const { output } = await run({ command: 'tool', args: [] }, log);
  expect(output).toContain('ENOSPC');
});
