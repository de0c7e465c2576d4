import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { pushImage, requireImage } from '../../../scripts/image/push';
import type { Registry } from '../../../scripts/image/registry';
import { openLog } from '../../../scripts/tools/log-file';
import { type Bench, bench } from '../support/programs';
import { quietSteps } from '../support/steps';

let here: Bench;
beforeEach(() => {
  here = bench();
});
afterEach(() => here.remove());

/** A Docker that writes down what it is asked, and what it gets to read. */
function recordingDocker(more = ''): void {
  here.program(
    'docker',
    `echo "$@" >> "${join(here.folder, 'asked')}"\n[ "$1" = login ] && cat > "${join(here.folder, 'input')}"\n${more}\nexit 0`,
  );
}

const asked = (): readonly string[] =>
  existsSync(join(here.folder, 'asked')) ? readFileSync(join(here.folder, 'asked'), 'utf8').trim().split('\n') : [];

function registry(there: readonly string[] = []): Registry {
  return {
    exists: async () => true,
    present: async (tags) => tags.filter((tag) => there.includes(tag)),
    login: async () => ({
      host: 'registry.example',
      repository: 'registry.example/box',
      user: 'AWS',
      password: 'secret',
    }),
  };
}

function push(tags: readonly string[], there: readonly string[] = [], platforms: readonly string[] = ['linux/arm64']) {
  const { steps, done } = quietSteps();
  const log = openLog('push', join(here.folder, 'logs'));
  const options = { registry: registry(there), tags, platforms, steps, log, variables: { PATH: process.env.PATH } };
  return pushImage(options).then((pushed) => ({ pushed, done, log }));
}

test('an image is built for the architecture of the task, and pushed', async () => {
  recordingDocker();

  const { pushed, done } = await push(['abc-arm64']);

  expect(pushed).toEqual(['abc-arm64']);
  expect(done).toEqual([
    'Build the image for linux/arm64',
    'Log in to the registry: registry.example',
    'Push the image: abc-arm64',
  ]);
  expect(asked()).toEqual([
    expect.stringMatching(
      new RegExp(
        `^build -f container/Dockerfile --target server --platform linux/arm64 --build-arg VERSION=${version} .*-t registry.example/box:abc-arm64 \\.$`,
      ),
    ),
    'login --username AWS --password-stdin registry.example',
    'push registry.example/box:abc-arm64',
  ]);
});

test('a tag that is there is neither built nor pushed again', async () => {
  recordingDocker();

  const { pushed, done } = await push(['abc-arm64'], ['abc-arm64']);

  expect([pushed, asked()]).toEqual([[], []]);
  expect(done).toEqual(['Find the image: abc-arm64, there already']);
});

test('for several architectures buildx builds and pushes what is missing, once', async () => {
  recordingDocker();

  const { pushed } = await push(['a-amd64', 'a-arm64', 'v1.0.0'], ['a-arm64'], ['linux/amd64', 'linux/arm64']);

  expect(pushed).toEqual(['a-amd64', 'v1.0.0']);
  expect(asked()).toEqual([
    'login --username AWS --password-stdin registry.example',
    expect.stringMatching(
      /^buildx build .*--platform linux\/amd64,linux\/arm64 .*-t \S+:a-amd64 -t \S+:v1\.0\.0 --push \.$/,
    ),
  ]);
});

test('the password stands on no command line and in no log', async () => {
  recordingDocker();

  const { log } = await push(['abc-arm64']);

  expect(readFileSync(join(here.folder, 'input'), 'utf8')).toBe('secret');
  expect(asked().join()).not.toContain('secret');
  expect(readFileSync(log.path, 'utf8')).not.toContain('secret');
});

test.each([
  ['is not installed', undefined, /no program "docker".*docs\.docker\.com.*workflow on GitHub/],
  [
    'does not run',
    'echo "Cannot connect to the Docker daemon at unix:///x" >&2; exit 1',
    /whose engine does not answer. Start it/,
  ],
  [
    'lacks buildx',
    'echo "ERROR: BuildKit is enabled but the buildx component is missing" >&2; exit 1',
    /this Docker lacks its part "buildx"/,
  ],
  ['cannot build', 'echo "npm ci failed" >&2; exit 1', /could not build the image\. See its message below/],
])('a Docker that %s is told with what helps', async (_, script, message) => {
  if (script === undefined) here.onlyThese();
  else here.program('docker', script);

  await expect(push(['abc-arm64'])).rejects.toThrow(message);
});

test('a registry that refuses the push is told as that, and nothing passes for pushed', async () => {
  recordingDocker('[ "$1" = push ] && { echo "denied" >&2; exit 1; }');

  await expect(push(['abc-arm64'])).rejects.toMatchObject({
    message: expect.stringMatching(/could not push the image/),
    output: { tail: expect.stringContaining('denied') },
  });
});

test('a tag that somebody has named for a rollback is not made of what is here now', async () => {
  const { steps, done } = quietSteps();

  await requireImage({ registry: registry(['1.0.0']), tags: ['1.0.0'], steps });
  await expect(requireImage({ registry: registry(), tags: ['1.0.1'], steps })).rejects.toThrow(
    /no image with that tag.*make push IMAGE_TAGS=1\.0\.1/,
  );

  expect(done).toContain('Find the image: 1.0.0');
});
