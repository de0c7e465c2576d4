import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LogFile, openLog } from '../../../scripts/tools/log-file';
import { ensurePythonTools } from '../../../scripts/tools/python';
import { type Bench, bench } from '../support/programs';

let here: Bench;
let log: LogFile;

/** Stands in for Python: it notes its arguments, and `-m venv` makes a folder with a program that does the same. */
const python = (pip = 'exit 0', version = 'pip 20.0 from here'): string => `echo "$*" >> "$NOTES"
case "$*" in
  "-m pip --version") echo "${version}" ;;
  "-m venv "*) mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
  "-m pip "*) ${pip} ;;
esac`;

beforeEach(() => {
  here = bench();
  log = openLog('install', join(here.folder, 'logs'));
  process.env.NOTES = join(here.folder, 'notes');
  mkdirSync(join(here.folder, 'config'));
  writeFileSync(join(here.folder, 'config', 'ministack.txt'), 'ministack==1');
});

afterEach(() => {
  delete process.env.NOTES;
  here.remove();
});

const install = (): Promise<string> =>
  ensurePythonTools('ministack', log, { config: join(here.folder, 'config'), state: here.folder });

const pipRuns = (): number =>
  readFileSync(join(here.folder, 'notes'), 'utf8')
    .split('\n')
    .filter((line) => /^-m pip .*\binstall\b/.test(line)).length;

test('the packages are installed with their hashes, into a virtual environment of their own', async () => {
  here.program('python3', python());

  const programs = await install();

  expect(programs).toBe(join(here.folder, 'python', 'ministack', 'bin'));
  expect(readFileSync(join(here.folder, 'notes'), 'utf8')).toContain('-m pip install --require-hashes');
});

test.each([
  ['22.3', true],
  ['23.2.1', true],
  ['22.2.2', false],
  ['unknown', false],
])('with pip %s the environment gets no pip of its own: %s', async (version, outside) => {
  here.program('python3', python('exit 0', `pip ${version} from here`));

  await install();

  const notes = readFileSync(join(here.folder, 'notes'), 'utf8');
  expect(notes.includes('--without-pip')).toBe(outside);
  expect(notes.includes('-m pip --python ')).toBe(outside);
  expect(pipRuns()).toBe(1);
});

test('a second time nothing is installed', async () => {
  here.program('python3', python());
  await install();

  await install();

  expect(pipRuns()).toBe(1);
});

test.each([
  ['other versions are asked for', () => writeFileSync(join(here.folder, 'config', 'ministack.txt'), 'ministack==2')],
  [
    'the virtual environment does not work any more',
    () => writeFileSync(join(here.folder, 'python', 'ministack', 'bin', 'python'), '#!/no/such/python\n'),
  ],
])('it is made anew when %s', async (_what, change) => {
  here.program('python3', python());
  await install();
  change();

  await install();

  expect(pipRuns()).toBe(2);
});

test('two at once install once', async () => {
  here.program('python3', python('sleep 0.2'));

  await Promise.all([install(), install()]);

  expect(pipRuns()).toBe(1);
});

test('without Python it says what to install, and what does without', async () => {
  here.onlyThese();

  await expect(install()).rejects.toThrow(/^Python was not found: .*apt-get install python3 .*EMULATOR=localstack/);
});

test('an old Python is called old', async () => {
  here.onlyThese();
  here.program('python3', 'exit 3');

  await expect(install()).rejects.toThrow(/^Python is older than 3\.10/);
});

test('an old python3 does not hide a newer python', async () => {
  here.program('python3', 'exit 3');
  here.program('python', python());

  await expect(install()).resolves.toContain('ministack');
});

test('a Python without venv gets the name of the package that has it', async () => {
  here.program('python3', 'case "$2" in *ensurepip*) exit 1 ;; esac');

  await expect(install()).rejects.toThrow(/without its module venv.*sudo apt-get install python3-venv/);
});

test('when pip fails its words are shown, and the next time it is tried again', async () => {
  here.program('python3', python('echo "No matching distribution"; exit 1'));

  const failed = install();

  await expect(failed).rejects.toMatchObject({
    message: expect.stringMatching(/^The Python packages of ministack could not be installed\. .*PIP_INDEX_URL/),
    output: { tail: expect.stringContaining('No matching distribution') },
  });
  expect(existsSync(join(here.folder, 'python', 'ministack', 'installed'))).toBe(false);
  here.program('python3', python());
  await install();
  expect(pipRuns()).toBe(2);
});
