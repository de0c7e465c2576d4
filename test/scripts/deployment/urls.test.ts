import { Auth } from '../../../contract/environment';
import { routes } from '../../../contract/routes';
import { authOf } from '../../../scripts/deployment/record';
import { baseUrl, codespaceUrl, curlLines, portOf, urlLines } from '../../../scripts/deployment/urls';
import { readSettings } from '../../../scripts/settings/settings';

const outputs = {
  ApiId: 'abc',
  ApiUrl: 'https://abc.execute-api.eu-west-1.amazonaws.com/prod/',
  FunctionName: 'ec2-control',
};

test('an emulator answers at localhost, where a browser opens it, and AWS at its own host', () => {
  expect(baseUrl(readSettings({}), outputs)).toBe('http://localhost:4566/restapis/abc/prod/_user_request_');
  expect(baseUrl(readSettings({ TARGET: 'aws' }), outputs)).toBe(
    'https://abc.execute-api.eu-west-1.amazonaws.com/prod',
  );
});

test('each URL stands alone on its line', () => {
  expect(urlLines('http://x').split('\n')).toEqual([
    'http://x/start',
    'http://x/stop',
    'http://x/status',
    'http://x/list',
    '',
  ]);
});

test('in Codespaces there is a public URL of the forwarded port', () => {
  const variables = { CODESPACE_NAME: 'space' };

  expect(codespaceUrl(readSettings({ EMULATOR_PORT: '4567' }), outputs, variables)).toBe(
    'https://space-4567.app.github.dev/restapis/abc/prod/_user_request_',
  );
  expect(
    codespaceUrl(readSettings({}), outputs, { ...variables, GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN: 'own.dev' }),
  ).toContain('https://space-4566.own.dev/');
});

test.each([
  ['outside of Codespaces', {}, {}],
  ['on AWS', { TARGET: 'aws' }, { CODESPACE_NAME: 'space' }],
  ['for an emulator on another machine', { AWS_ENDPOINT_URL: 'http://emulator:4566' }, { CODESPACE_NAME: 'space' }],
])('there is none %s', (_where, settings, variables) => {
  expect(codespaceUrl(readSettings(settings), outputs, variables)).toBeUndefined();
});

test.each([
  [{}, ''],
  [{ PROFILE: 'production' }, "-H 'x-api-key: YOUR-KEY' "],
  [{ CONTEXT: 'auth=key' }, "-H 'x-api-key: YOUR-KEY' "],
])('with %j the commands to try have their methods, and the proof %j', (variables, proof) => {
  expect(curlLines(readSettings(variables), authOf(readSettings(variables)), 'http://x').split('\n')).toEqual([
    `curl ${proof}http://x/status`,
    `curl ${proof}http://x/list`,
    `curl -X POST ${proof}http://x/start`,
    `curl -X POST ${proof}http://x/stop`,
    '',
  ]);
});

test('the methods of the commands to try are those of the routes', () => {
  const lines = curlLines(readSettings({}), Auth.none, 'http://x').trim().split('\n');

  const wrong = lines.filter((line) => {
    const [, method = 'GET', path] = /^curl (?:-X (\w+) )?http:\/\/x(\S+)$/.exec(line) ?? [];
    return !routes.some((route) => route.resource === path && route.methods.some((known) => known === method));
  });
  expect(wrong).toEqual([]);
});

test('with IAM the command signs', () => {
  expect(curlLines(readSettings({ AWS_REGION: 'eu-west-1' }), Auth.iam, 'http://x')).toContain(
    "--aws-sigv4 'aws:amz:eu-west-1:execute-api'",
  );
});

test.each([
  ['http://x', '80'],
  ['https://x', '443'],
  ['http://x:1', '1'],
])('%s has the port %s', (endpoint, port) => {
  expect(portOf(endpoint)).toBe(port);
});
