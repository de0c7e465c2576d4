import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Bench, bench } from '../support/programs';

// Each starts real programs, which take their time on a busy machine.
jest.setTimeout(120_000);

let here: Bench;
let root: string;
let notes: string;

/** Stands in for npm: notes that it ran and with which cache, and makes the folder of the packages. */
const npm = (then = ''): void => {
  here.program('npm', `echo "$* cache=$npm_config_cache" >> "${notes}"; mkdir -p node_modules; ${then}`);
};

beforeEach(() => {
  here = bench();
  root = join(here.folder, 'the project');
  notes = join(here.folder, 'notes');
  mkdirSync(join(root, 'scripts'), { recursive: true });
  cpSync(resolve('scripts/packages.cjs'), join(root, 'scripts', 'packages.cjs'));
  cpSync(resolve('scripts/packages'), join(root, 'scripts', 'packages'), { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) writeFileSync(join(root, name), '{}');
});

afterEach(() => here.remove());

function start(
  options: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
  goals: readonly string[] = [],
): ChildProcess {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  return spawn(process.execPath, [...options, join(root, 'scripts', 'packages.cjs'), ...goals], {
    env: { ...Object.fromEntries(kept), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function endOf(child: ChildProcess) {
  const status = new Promise<number | null>((done) => child.once('close', done));
  const read = (stream: NodeJS.ReadableStream | null): Promise<string> =>
    stream === null ? Promise.resolve('') : text(stream);
  const [output, errors] = await Promise.all([read(child.stdout), read(child.stderr)]);
  return { output, errors, status: await status };
}

const install = (options?: readonly string[], env?: NodeJS.ProcessEnv) => endOf(start(options, env));
async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await new Promise((done) => setTimeout(done, 20));
}
const runs = (): readonly string[] => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : []);

test('the packages are installed once, and again when the lock file has changed', async () => {
  npm();

  const first = await install();
  const second = await install();
  writeFileSync(join(root, 'package-lock.json'), '{"changed":true}');
  await install();

  expect(first).toMatchObject({
    status: 0,
    output: '',
    errors: expect.stringMatching(/^✓ Install the npm packages +\d+\.\d s\n$/),
  });
  expect(second).toEqual({ status: 0, output: '', errors: '' });
  expect(runs()).toHaveLength(2);
  expect(runs()[0]).toMatch(/^ci --include=dev --no-audit --no-fund/);
});

test('when npm fails its errors are shown, and the next make tries again', async () => {
  npm('echo "npm error network unreachable"; echo "usage: npm"; exit 1');

  const failed = await install();

  expect(failed.status).toBe(1);
  expect(failed.errors).toMatch(/could not be installed\. Is the npm registry reachable from here\?/);
  expect(failed.errors).toContain('npm error network unreachable');
  expect(failed.errors).not.toContain('usage');
  npm();
  expect((await install()).status).toBe(0);
});

test('an installation that was broken off does not count as the one before it', async () => {
  npm();
  await install();
  writeFileSync(join(root, 'package-lock.json'), '{"changed":true}');
  npm('exit 1');
  await install();
  writeFileSync(join(root, 'package-lock.json'), '{}');
  npm();

  await install();

  expect(runs()).toHaveLength(3);
});

test('of two at once, one installs, and the other says that it waits', async () => {
  npm('sleep 1');

  const both = await Promise.all([install(), install()]);

  expect(both.map(({ status }) => status)).toEqual([0, 0]);
  expect(runs()).toHaveLength(1);
  expect(both.map(({ errors }) => errors).join('')).toContain('Another make installs the npm packages');
});

test('one that was killed keeps nobody from installing', async () => {
  const gone = spawn(process.execPath, ['-e', '']);
  await new Promise((done) => gone.once('close', done));
  mkdirSync(join(root, '.local', 'locks'), { recursive: true });
  writeFileSync(join(root, '.local', 'locks', 'packages'), String(gone.pid));
  npm();

  expect((await install()).status).toBe(0);
  expect(existsSync(join(root, '.local', 'locks', 'packages'))).toBe(false);
});

test.each([
  ['ENOSPC: no space left on device, write', 'The disk is full'],
  ['EACCES: permission denied, mkdir', 'A file cannot be written'],
  ["ENOTEMPTY: directory not empty, rename 'a'", 'Something else changes node_modules'],
  ['code E503', 'Is the npm registry reachable'],
  ['Cannot read properties of null', 'What npm says is below'],
])('of "%s" it says what it is', async (line, words) => {
  npm(`echo "npm error ${line}"; exit 1`);

  const { errors } = await install();

  expect(errors).toContain(words);
  expect(errors).toContain(line);
});

test('Ctrl-C ends npm with all that it has started, and frees the lock only then', async () => {
  const [ready, gone] = [join(here.folder, 'ready'), join(here.folder, 'gone')];
  npm(`[ -e "${gone}" ] && exit; trap 'sleep 0.5; echo > "${gone}"; exit 1' TERM; echo > "${ready}"; sleep 60 & wait`);
  const first = start();
  const done = endOf(first);
  await until(() => existsSync(ready));

  first.kill('SIGINT');
  const second = await install();

  expect(existsSync(gone)).toBe(true);
  expect((await done).status).toBe(130);
  expect((await done).errors).not.toContain('could not be installed');
  expect(second).toMatchObject({ status: 0, errors: expect.stringContaining('Another make installs') });
});

test('one that was killed leaves its npm at work, and the next waits for that', async () => {
  const [ready, gone] = [join(here.folder, 'ready'), join(here.folder, 'gone')];
  npm(`[ -e "${gone}" ] && exit; echo > "${ready}"; sleep 1; echo > "${gone}"`);
  const first = start();
  const done = endOf(first);
  await until(() => existsSync(ready));

  first.kill('SIGKILL');
  await done;

  expect((await install()).status).toBe(0);
  expect(existsSync(gone)).toBe(true);
});

test('whatever the environment says about other projects, the tools are installed', async () => {
  npm(`echo "env=$NODE_ENV$npm_config_omit$NPM_CONFIG_PRODUCTION" >> "${notes}"`);

  await install([], { NODE_ENV: 'production', npm_config_omit: 'dev', NPM_CONFIG_PRODUCTION: 'true' });

  expect(runs()).toEqual([expect.stringContaining('--include=dev'), 'env=']);
});

test('what npm has left out does not count as installed, and neither does what is removed later', async () => {
  writeFileSync(join(root, 'package.json'), '{"dependencies":{"a":"1.0.0"},"devDependencies":{"b":"1.0.0"}}');
  const packages = (names: string): string =>
    `for name in ${names}; do mkdir -p node_modules/$name; echo {} > node_modules/$name/package.json; done`;
  npm(packages('a'));

  const left = await install();

  expect(left).toMatchObject({
    status: 1,
    errors: expect.stringContaining('left out packages that the tools need: b.'),
  });
  npm(packages('a b'));
  expect((await install()).status).toBe(0);
  rmSync(join(root, 'node_modules', 'b'), { recursive: true });
  expect((await install()).status).toBe(0);
  expect(runs()).toHaveLength(3);
});

test('a home folder that cannot be written is no obstacle: npm gets another cache', async () => {
  npm();

  await install([], { HOME: '/dev/null' });

  expect(runs()[0]).toContain(`cache=${join(root, '.local', 'npm-cache')}`);
});

test('without npm it says where npm comes from', async () => {
  here.onlyThese();

  const { status, errors } = await install();

  expect(status).toBe(1);
  expect(errors).toMatch(/npm could not be started .*It comes with Node\.js: is it on the PATH\?/);
});

test('on an old Node.js it says which is needed, before anything else', async () => {
  const old = join(here.folder, 'old.js');
  writeFileSync(
    old,
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } });",
  );

  const { status, errors } = await install(['--require', old]);

  expect(status).toBe(1);
  expect(errors).toMatch(/Node\.js 20\.12 or newer is needed.*nvm install 24/);
  expect(runs()).toEqual([]);
});

describe('the emulator', () => {
  const installed = (): string => join(root, '.local', 'python', 'ministack', 'installed');
  /** Stands in for Python, whose pip notes that it has begun. */
  const python = (pip = ''): void => {
    here.program(
      'python3',
      `case "$*" in
  "-m venv "*) mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
  "-m pip --version") ;;
  "-m pip "*) echo pip >> "${notes}"; ${pip} ;;
esac`,
    );
  };

  beforeEach(() => {
    mkdirSync(join(root, 'config', 'python'), { recursive: true });
    writeFileSync(join(root, 'config', 'python', 'ministack.txt'), 'ministack==1');
  });

  test.each([[[]], [['deploy']], [['test', 'ONLY=unit']]])(
    'is installed beside npm for the targets %p',
    async (goals) => {
      npm(`while ! grep -q pip "${notes}"; do sleep 0.05; done`);
      python();

      const { errors, status } = await endOf(start([], {}, goals));

      expect(status).toBe(0);
      expect(errors).toMatch(/^✓ Install the npm packages +\d+\.\d s$/m);
      expect(errors).toMatch(/^✓ Install the emulator's packages +\d+\.\d s$/m);
      expect(existsSync(installed())).toBe(true);
    },
  );

  test.each([
    ['a target that needs none', ['check'], {}, ''],
    ['TARGET=aws', [], { TARGET: 'aws' }, ''],
    ['an emulator of your own', [], { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }, ''],
    ['LocalStack, by the file .env', [], {}, 'EMULATOR=localstack\n'],
  ])('is not installed with %s', async (_what, goals, env, file) => {
    npm();
    python();
    if (file !== '') writeFileSync(join(root, '.env'), file);

    const { errors } = await endOf(start([], env, goals));

    expect(errors).not.toContain('emulator');
    expect(existsSync(installed())).toBe(false);
  });

  test('is left to the step that needs it when it cannot be installed', async () => {
    npm();
    python('exit 1');

    const { errors, status } = await endOf(start());

    expect(status).toBe(0);
    expect(errors).toMatch(/^✓ Install the npm packages +\d+\.\d s\n$/);
    expect(existsSync(installed())).toBe(false);
  });

  test('ends with make when npm fails', async () => {
    const pidFile = `${notes}.pid`;
    npm(`while ! [ -s "${pidFile}" ]; do sleep 0.05; done; exit 1`);
    python(`echo $$ > "${pidFile}"; exec sleep 60`);

    const { status } = await endOf(start());

    expect(status).toBe(1);
    const pid = Number(readFileSync(pidFile, 'utf8'));
    await until(() => !existsSync(`/proc/${pid}/cmdline`) || readFileSync(`/proc/${pid}/cmdline`, 'utf8') === '');
    expect(existsSync(installed())).toBe(false);
  });
});
