import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Built, built } from './support/built';

let program: Built;

beforeAll(async () => {
  program = await built({
    'index.ts': "import { EC2Client } from '@aws-sdk/client-ec2';\nexport const client = new EC2Client({});",
  });
  mkdirSync(join(program.directory, '.aws'));
  writeFileSync(join(program.directory, '.aws', 'config'), '[default]\nregion = eu-west-3\n');
  writeFileSync(
    join(program.directory, '.aws', 'credentials'),
    '[default]\naws_access_key_id = FROMFILE\naws_secret_access_key = secret\n',
  );
});

afterAll(() => program.remove());

/** What the client in the built program says, as JSON, with only these variables in its environment. */
function ask(expression: string, environment: NodeJS.ProcessEnv): string {
  const script = `const { client } = require('./index.js');
${expression}.then((value) => JSON.stringify(value), (error) => error.name).then((text) => process.stdout.write(text));`;
  return execFileSync(process.execPath, ['-e', script], {
    cwd: program.directory,
    encoding: 'utf8',
    env: {
      HOME: resolve(program.directory),
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      ...environment,
    },
  });
}

test('credentials come from the environment', () => {
  const environment = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'FROMENV', AWS_SECRET_ACCESS_KEY: 'secret' };

  const credentials = ask('client.config.credentials()', environment);

  expect(JSON.parse(credentials)).toMatchObject({ accessKeyId: 'FROMENV' });
});

test('credentials never come from a file', () => {
  const credentials = ask('client.config.credentials()', { AWS_REGION: 'us-east-1' });

  expect(credentials).toBe('CredentialsProviderError');
});

test('the region never comes from a file', () => {
  expect(ask('client.config.region()', {})).toBe('Error');
  expect(ask('client.config.region()', { AWS_REGION: 'us-east-1' })).toBe('"us-east-1"');
});
