import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { imageTag } from '../../container/image-tag';
import { type FakeEcr, serveEcr } from './support/ecr';
import { type Bench, bench } from './support/programs';

// It starts a real program, which takes its time on a busy machine.
jest.setTimeout(60_000);

const root = resolve(__dirname, '../..');
const tags = [imageTag('x86_64'), imageTag('arm64')];
let here: Bench;
let ecr: FakeEcr;

beforeEach(async () => {
  here = bench();
  ecr = await serveEcr([]);
  here.program('docker', `echo "$@" >> "${join(here.folder, 'asked')}"; exit 0`);
});
afterEach(async () => {
  here.remove();
  await ecr.close();
});

async function push(variables: Readonly<Record<string, string>>) {
  const env = { PATH: process.env.PATH, HOME: here.folder, AWS_ENDPOINT_URL: ecr.url, ...variables };
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/push.ts'], { cwd: root, env });
  const ended = new Promise((done) => child.once('close', done));
  const [errors, status] = await Promise.all([text(child.stderr), ended, text(child.stdout)]);
  return { status, errors };
}

test('the workflow pushes both architectures under the tags that deployments look for, and a version', async () => {
  const { status, errors } = await push({ PLATFORMS: 'linux/amd64,linux/arm64', IMAGE_TAGS: 'v1.2.0' });

  expect([status, errors]).toEqual([0, expect.stringContaining('v1.2.0')]);
  const asked = readFileSync(join(here.folder, 'asked'), 'utf8');
  expect(asked).toContain('buildx build');
  for (const tag of [...tags, 'v1.2.0']) expect(asked).toContain(`/ec2-control:${tag}`);
});

test('what is there already is not pushed again', async () => {
  ecr.tags = [...tags];

  expect(await push({ PLATFORMS: 'linux/amd64,linux/arm64', IMAGE_TAGS: '' })).toMatchObject({
    status: 0,
    errors: expect.stringMatching(/there already/),
  });
});

test.each([
  [{ PLATFORMS: 'linux/s390x' }, /PLATFORMS has "linux\/s390x", but must be of/],
  [{ IMAGE_TAGS: 'a b/c' }, /IMAGE_TAGS has "b\/c"/],
])('refused: %j', async (variables, message) => {
  expect(await push(variables)).toMatchObject({ status: 1, errors: expect.stringMatching(message) });
});
