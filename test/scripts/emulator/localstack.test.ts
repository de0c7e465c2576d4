import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalStack } from '../../../scripts/emulator/localstack';
import { remembered } from '../../../scripts/emulator/started';
import { stopEmulator } from '../../../scripts/emulator/stop';
import { type LogFile, openLog } from '../../../scripts/tools/log-file';
import { freePort } from '../../support/deployment/deployed';
import { emulatorSettings } from '../support/emulator-settings';
import { type Bench, bench } from '../support/programs';
import { emulator, serve } from '../support/server';

let here: Bench;
let log: LogFile;
let folder: string;

beforeEach(() => {
  here = bench();
  log = openLog('emulator', join(here.folder, 'logs'));
  folder = join(here.folder, 'emulator');
});

afterEach(() => here.remove());

/** Stands in for Docker: it notes its arguments, and its container is in this state. */
function docker(state: string, run = 'exit 0'): void {
  here.program(
    'docker',
    `echo "$*" >> "${here.folder}/notes"
case "$1" in
  version) echo 27 ;;
  run) ${run} ;;
  inspect) echo "${state}" ;;
  logs) echo "what LocalStack said" ;;
esac`,
  );
}

const notes = (): string => readFileSync(join(here.folder, 'notes'), 'utf8');

test('the last image that needs no token is started, and found again to be stopped', async () => {
  docker('running 0');
  const server = await serve(emulator());
  try {
    await startLocalStack(emulatorSettings(server.port), folder, log);
  } finally {
    await server.close();
  }

  expect(notes()).toMatch(
    new RegExp(`run --detach .*127\\.0\\.0\\.1:${server.port}:4566 .*localstack/localstack:4\\.14\\.0`),
  );
  expect(remembered(folder)).toMatchObject({ kind: 'localstack' });
  expect(await stopEmulator(folder)).toMatchObject({ container: `ec2-control-localstack-${server.port}` });
  expect(notes()).toMatch(/rm --force ec2-control-localstack-\d+\n$/);
});

test('with a token it is the current image, and the token does not stand in the list of processes', async () => {
  docker('running 0', 'test -n "$LOCALSTACK_AUTH_TOKEN"');
  const server = await serve(emulator());
  try {
    await startLocalStack(emulatorSettings(server.port, { LOCALSTACK_AUTH_TOKEN: 'ls-secret' }), folder, log);
  } finally {
    await server.close();
  }

  expect(notes()).toContain('--env LOCALSTACK_AUTH_TOKEN localstack/localstack:latest');
  expect(notes()).not.toContain('ls-secret');
});

test.each([
  ['exited 55', {}, /code 55: this image wants a token\. Set LOCALSTACK_AUTH_TOKEN/],
  ['exited 55', { LOCALSTACK_AUTH_TOKEN: 'bad' }, /code 55: it did not accept LOCALSTACK_AUTH_TOKEN\./],
  ['exited 1', {}, /LocalStack ended with the code 1\./],
])('a container that has %s with %j is explained', async (state, variables, paragraph) => {
  docker(state);

  const started = startLocalStack(emulatorSettings(await freePort(), variables), folder, log);

  await expect(started).rejects.toMatchObject({
    message: expect.stringMatching(paragraph),
    output: { tail: expect.stringContaining('what LocalStack said') },
  });
});

test('an image that cannot be pulled is told in the words of Docker', async () => {
  docker('', 'echo "no route to the registry" >&2; exit 125');

  const started = startLocalStack(emulatorSettings(await freePort()), folder, log);

  await expect(started).rejects.toMatchObject({
    message: expect.stringMatching(/^Docker could not start LocalStack\. Can it pull images/),
    output: { tail: expect.stringContaining('no route to the registry') },
  });
});
