import { type ControlConfig, readControlConfig } from '../../lib/config';

function read(context: Readonly<Record<string, unknown>>): ControlConfig {
  return readControlConfig({ get: (key) => context[key], keys: Object.keys(context) });
}

const certificateArn = 'arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555';
const closed = { container: 'on', certificateArn };

test('there is no container unless it is asked for', () => {
  expect(read({})).not.toHaveProperty('container');
});

test('in production two to four tasks run, in public subnets and behind HTTPS', () => {
  expect(read(closed).container).toEqual({ certificateArn, allowedCidrs: [], tasks: 2, maxTasks: 4, natGateways: 0 });
});

test('in the lab one task runs, and is not scaled', () => {
  expect(read({ container: 'on', profile: 'lab' }).container).toEqual({
    allowedCidrs: [],
    tasks: 1,
    maxTasks: 1,
    natGateways: 0,
  });
});

test('an emulator has no autoscaling, whatever the profile', () => {
  const emulator = 'http://127.0.0.1:4566';

  expect(read({ ...closed, emulator }).container).toMatchObject({ emulator, tasks: 2, maxTasks: 2 });
});

test('plain HTTP takes a network that may use it, or the word that everybody may', () => {
  expect(() => read({ container: 'on' })).toThrow(/name a certificateArn, or the allowedCidrs .*allowHttp=true/);
  expect(read({ container: 'on', allowedCidrs: '203.0.113.0/24, 10.0.0.0/8' }).container).toMatchObject({
    allowedCidrs: ['203.0.113.0/24', '10.0.0.0/8'],
  });
  expect(read({ container: 'on', allowHttp: 'true' }).container).not.toHaveProperty('certificateArn');
});

test.each<[string, Readonly<Record<string, string>>, RegExp]>([
  ['auth=iam', { ...closed, auth: 'iam' }, /auth is "iam", which only API Gateway can verify/],
  ['auth=none in production', { ...closed, auth: 'none', allowAnonymous: 'true' }, /needs callers with keys/],
  ['containers as instances', { container: 'on', profile: 'lab', compute: 'docker' }, /a task does not reach/],
  ['fewer tasks at most than at least', { ...closed, tasks: '5', maxTasks: '3' }, /maxTasks is 3, but tasks is 5/],
  ['a network that is none', { container: 'on', allowedCidrs: '10.0.0.256/8' }, /must be IPv4 networks/],
  ['a certificate that is none', { container: 'on', certificateArn: 'arn:aws:iam::1:x' }, /the ARN of a certificate/],
  ['a tag that is none', { ...closed, imageTag: 'a b' }, /a tag of an image/],
  ['no task', { ...closed, tasks: '0' }, /tasks is "0", but must be a whole number from 1 to 50/],
  [
    'its settings without it',
    { imageTag: '1.0.0', tasks: '3' },
    /imageTag is for container=on\n.*tasks is for container=on/,
  ],
  ['a provider without a repository', { githubProviderArn: provider() }, /githubProviderArn is for githubRepository/],
  ['a repository without an owner', { githubRepository: 'box' }, /as owner\/name/],
])('refused: %s', (_, context, message) => {
  expect(() => read(context)).toThrow(message);
});

function provider(): string {
  return 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';
}
