import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lostNote } from '../../../scripts/deployment/changes';
import { readRecord } from '../../../scripts/deployment/record';
import { serviceUrl, stacksIn } from '../../../scripts/deployment/service';
import { readSettings } from '../../../scripts/settings/settings';
import { type Account, account } from './support/account';

let here: Account;
afterEach(() => here.close());

const outputs = { ServiceUrl: 'https://b.example', BalancerName: 'balancer', ServiceLogGroupName: 'log' };

test('the registry comes first, then the image, then the API, then the service', async () => {
  here = await account({ CONTAINER: 'on' });

  const done = await here.deploy();

  expect(here.stacks).toEqual(['ec2-control-registry', 'ec2-control-registry ec2-control ec2-control-container']);
  expect(done.map((line) => line.split(':')[0]).slice(-5)).toEqual([
    'Deploy the registry',
    'Find the image',
    'Deploy the API and the service',
    'Wait for the first answer',
    "Wait for the service's first answer",
  ]);
  expect(readRecord(here.settings)?.service).toMatchObject({ BalancerName: 'balancer' });
});

test('a second deployment has nothing to do, unless no task answers', async () => {
  here = await account({ CONTAINER: 'on' });
  await here.deploy();
  const before = here.stacks.length;

  await here.deploy();
  expect(here.stacks).toHaveLength(before);
  here.serving = false;
  await expect(here.deploy()).rejects.toThrow(/no task answers through the load balancer/);
  expect(here.stacks.length).toBeGreaterThan(before);
});

test('a registry that is there is not waited for', async () => {
  here = await account({ CONTAINER: 'on' });
  await here.deploy();
  here.revision = 'two';

  const done = await here.deploy();

  expect(done).not.toContain('Deploy the registry');
});

test('a tag that is named and not there ends it before the API is touched', async () => {
  here = await account({ CONTAINER: 'on', CONTEXT: 'imageTag=abc-arm64' });
  here.tags.length = 0;

  await expect(here.deploy()).rejects.toThrow(/the registry has no image with that tag/);

  expect(here.stacks).toEqual(['ec2-control-registry']);
});

test('without CONTAINER=on the service stays as it is, which the user is told', async () => {
  here = await account({ CONTAINER: 'on' });
  await here.deploy();
  const settings = readSettings({ AWS_ENDPOINT_URL: here.settings.emulator.endpoint });

  expect(lostNote(readRecord(here.settings), settings, {})).toMatch(/CONTAINER=on, and this one has\snot/);
});

test('the stacks of an assembly are those of its manifest: templates of an earlier one may lie beside it', () => {
  here = { close: async () => undefined } as Account;
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const before = stacksIn(folder);
  writeFileSync(join(folder, 'ec2-control-container.template.json'), '{}');
  writeFileSync(join(folder, 'manifest.json'), '{"artifacts":{"ec2-control":{}}}');

  expect([before, stacksIn(folder)]).toEqual([[], ['ec2-control']]);
  rmSync(folder, { recursive: true });
});

test('a load balancer answers on AWS at its own name, and in an emulator under a path', () => {
  here = { close: async () => undefined } as Account;

  expect(serviceUrl(readSettings({ TARGET: 'aws' }), outputs)).toBe('https://b.example');
  expect(serviceUrl(readSettings({ EMULATOR_PORT: '4567' }), outputs)).toBe('http://127.0.0.1:4567/_alb/balancer');
});

test.each([
  [{ CONTAINER: 'yes' }, /CONTAINER is "yes", but must be on or off/],
  [{ CONTAINER: 'on' }, /CONTAINER=on needs EMULATOR_HOST=0\.0\.0\.0/],
  [{ CONTAINER: 'on', EMULATOR: 'localstack' }, /does not work with LocalStack/],
  [{ CONTAINER: 'on', COMPUTE: 'docker' }, /leave out COMPUTE=docker/],
  [{ CONTEXT: 'container=on' }, /CONTEXT has container: set CONTAINER instead/],
])('refused: %j', (variables, message) => {
  here = { close: async () => undefined } as Account;

  expect(() => readSettings(variables)).toThrow(message);
});
