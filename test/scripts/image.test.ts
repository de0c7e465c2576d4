import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { version } from '../../package.json';
import { type Bench, bench } from './support/programs';

// It starts a real program, which takes its time on a busy machine.
jest.setTimeout(60_000);

let here: Bench;
beforeEach(() => {
  here = bench();
});
afterEach(() => here.remove());

async function image(variables: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/image.ts'], {
    cwd: resolve(__dirname, '../..'),
    env: { PATH: process.env.PATH, HOME: here.folder, ...variables },
  });
  const ended = new Promise((done) => child.once('close', done));
  const [output, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, output, errors };
}

const asked = (): string => readFileSync(join(here.folder, 'asked'), 'utf8');

test("the image is built for this machine, under the product's version", async () => {
  here.program('docker', `echo "$DOCKER_BUILDKIT $@" > "${join(here.folder, 'asked')}"`);

  expect(await image()).toMatchObject({ status: 0, output: expect.stringContaining(`ec2-control:${version}`) });
  expect(asked()).toMatch(/^1 build -f container\/Dockerfile --target server --build-arg VERSION=/);
  expect(asked()).toContain(`-t ec2-control:${version} -t ec2-control .`);
});

test('the workflow builds both architectures with buildx, and pushes nothing', async () => {
  here.program('docker', `echo "$@" > "${join(here.folder, 'asked')}"`);

  await image({ PLATFORMS: 'linux/amd64,linux/arm64', IMAGE: 'box' });

  expect(asked()).toMatch(/^buildx build .*--platform linux\/amd64,linux\/arm64 .*-t box:/);
  expect(asked()).not.toContain('--push');
});

test('a build that fails fails the workflow', async () => {
  here.program('docker', 'exit 1');

  expect(await image()).toMatchObject({ status: 1, errors: expect.stringContaining('could not be built') });
});
