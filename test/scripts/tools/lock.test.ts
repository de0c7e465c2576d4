import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../../../scripts/tools/lock';
import { commandLine } from '../../../scripts/tools/process';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, 'locks', 'deployment');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a lock as another program would have it. */
function held(holder: unknown): void {
  rmSync(path, { force: true });
  writeFileSync(path, typeof holder === 'string' ? holder : JSON.stringify(holder));
}

test('the result of the work comes back, and the lock is gone', async () => {
  const result = await withLock(path, async () => (existsSync(path) ? 'held' : 'free'));

  expect(result).toBe('held');
  expect(readdirSync(join(folder, 'locks'))).toEqual([]);
});

test('the lock is gone also when the work fails', async () => {
  const work = async (): Promise<void> => {
    throw new Error('no');
  };

  await expect(withLock(path, work)).rejects.toThrow('no');

  expect(existsSync(path)).toBe(false);
});

test('of two, the second waits until the first is done, and says so', async () => {
  const order: string[] = [];
  let tell: () => void = () => undefined;
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const first = withLock(path, async () => {
    order.push('first begins');
    await told;
    order.push('first ends');
  });
  const second = withLock(path, async () => order.push('second works'), {
    pause: () => Promise.resolve(),
    waiting: (wait) => {
      order.push('second waits');
      tell();
      return wait();
    },
  });

  await Promise.all([first, second]);

  expect(order).toEqual(['first begins', 'second waits', 'first ends', 'second works']);
});

test.each([
  ['a program that is no more', { pid: 2 ** 22 + 1, command: 'node make' }],
  ['another program that has got its number', { pid: process.pid, command: 'node before the restart' }],
  ['nobody, as it is broken', '{"pid":'],
  ['nobody, as it is empty', ''],
])('a lock that is held by %s is free', async (_who, holder) => {
  await withLock(path, async () => undefined);
  held(holder);

  expect(await withLock(path, async () => 'mine', { pause: () => Promise.resolve() })).toBe('mine');
});

test('who waits too long is told for which process', async () => {
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' });
  try {
    const pid = other.pid ?? 0;
    await withLock(path, async () => undefined);
    held({ pid, command: commandLine(pid) });
    let time = 0;

    const waiting = withLock(path, async () => undefined, {
      patienceMs: 1_000,
      now: () => time,
      pause: async () => {
        time += 600;
      },
    });

    await expect(waiting).rejects.toThrow(`Another make (process ${pid}) has been at the same work for too long`);
    expect(existsSync(path)).toBe(true);
  } finally {
    other.kill();
  }
});
