import { cdk } from '../../../scripts/deployment/cdk';
import type { Variables } from '../../../scripts/settings/env-file';
import { readSettings } from '../../../scripts/settings/settings';

const toolFor = (variables: Variables) => cdk({ settings: readSettings(variables), variables }, ['synth']);

test('an emulator is deployed to with cdklocal, in its region', () => {
  const { command, args, env } = toolFor({ AWS_REGION: 'eu-west-1' });

  expect(command).toMatch(/node_modules\/\.bin\/cdklocal$/);
  expect(args).toEqual(['synth']);
  expect(env).toMatchObject({
    AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
    AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:4566',
    AWS_REGION: 'eu-west-1',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  });
});

test("AWS is deployed to with cdk, and the user's own settings", () => {
  const { command, env } = toolFor({ TARGET: 'aws', AWS_PROFILE: 'mine' });

  expect(command).toMatch(/node_modules\/\.bin\/cdk$/);
  expect(env).toMatchObject({ AWS_PROFILE: 'mine' });
  expect(env).not.toHaveProperty('AWS_ENDPOINT_URL');
  expect(env).not.toHaveProperty('AWS_REGION');
});

test.each([
  [{}, '127.0.0.1'],
  [{ NO_PROXY: 'a.example' }, 'a.example,127.0.0.1'],
  [{ NO_PROXY: 'a.example', no_proxy: 'b.example' }, 'b.example,127.0.0.1'],
  [{ EMULATOR_HOST: '::1' }, '::1'],
])('with %j a proxy is not asked for %s', (variables, hosts) => {
  const { env } = toolFor({ HTTP_PROXY: 'http://proxy:3128', ...variables });

  expect(env).toMatchObject({ HTTP_PROXY: 'http://proxy:3128', NO_PROXY: hosts, no_proxy: hosts });
});

test('on AWS the proxy is asked as the user says', () => {
  expect(toolFor({ TARGET: 'aws', NO_PROXY: 'a.example' }).env).toMatchObject({ NO_PROXY: 'a.example' });
});
