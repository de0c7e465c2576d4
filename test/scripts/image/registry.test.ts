import { ECRClient } from '@aws-sdk/client-ecr';
import { ecrRegistry } from '../../../scripts/image/registry';
import { readSettings } from '../../../scripts/settings/settings';
import { type FakeEcr, serveEcr } from '../support/ecr';

let ecr: FakeEcr;
beforeEach(async () => {
  ecr = await serveEcr(['1.0.0', 'abc-arm64']);
});
afterEach(() => ecr.close());

function registry(variables: Readonly<Record<string, string>> = {}) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new ECRClient({ endpoint: ecr.url, region: 'eu-west-1', credentials, maxAttempts: 1 });
  return ecrRegistry(client, readSettings(variables));
}

test('says which tags are there', async () => {
  expect(await registry().present(['1.0.0', '2.0.0', 'abc-arm64'])).toEqual(['1.0.0', 'abc-arm64']);
});

test("on AWS it is the account's registry, with the password that ECR gives for twelve hours", async () => {
  expect(await registry({ TARGET: 'aws', CONTEXT: 'name=Team-A' }).login()).toEqual({
    host: '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    repository: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team-a',
    user: 'AWS',
    password: 'secret',
  });
});

test("an emulator's is at its own address, whatever it says", async () => {
  expect(await registry({ EMULATOR_PORT: '4567' }).login()).toMatchObject({
    host: '127.0.0.1:4567',
    repository: '127.0.0.1:4567/ec2-control',
  });
});

test('before the first deployment there is no repository, which is said with what makes it', async () => {
  expect(await registry().exists()).toBe(true);
  ecr.tags = undefined;

  expect(await registry().exists()).toBe(false);
  await expect(registry().present(['1.0.0'])).rejects.toThrow(/no repository ec2-control .* CONTAINER=on/);
});

test('what AWS says is handed on', async () => {
  const client = new ECRClient({ region: 'eu-west-1', maxAttempts: 1 });
  jest.spyOn(client, 'send').mockImplementation(() => Promise.reject(new Error('not authorized to perform')));

  await expect(ecrRegistry(client, readSettings({ TARGET: 'aws' })).login()).rejects.toThrow(
    /not authorized to perform/,
  );
});
