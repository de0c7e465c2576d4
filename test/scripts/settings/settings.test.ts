import { Failure } from '../../../scripts/console/failure';
import { readSettings } from '../../../scripts/settings/settings';

test('without variables a lab goes to a MiniStack on this machine', () => {
  expect(readSettings({})).toEqual({
    target: 'local',
    profile: 'lab',
    emulator: {
      kind: 'ministack',
      host: '127.0.0.1',
      port: 4566,
      endpoint: 'http://127.0.0.1:4566',
      given: false,
    },
    region: 'us-east-1',
    name: 'ec2-control',
    context: {},
  });
});

test('on AWS the profile is production, and the region is that of the AWS configuration', () => {
  const { profile, region } = readSettings({ TARGET: 'aws' });

  expect(profile).toBe('production');
  expect(region).toBeUndefined();
});

test('an empty variable is one that was not given, and blanks around a value do not count', () => {
  const { emulator, instanceId } = readSettings({ EMULATOR_PORT: ' 4567 ', INSTANCE_ID: '', AWS_ENDPOINT_URL: ' ' });

  expect(emulator.port).toBe(4567);
  expect(emulator.given).toBe(false);
  expect(instanceId).toBeUndefined();
});

test('an emulator of the user is used without the slash at its end', () => {
  const { emulator } = readSettings({ AWS_ENDPOINT_URL: 'http://localhost:4510/' });

  expect(emulator).toMatchObject({ given: true, endpoint: 'http://localhost:4510' });
});

test('AWS_DEFAULT_REGION stands in for AWS_REGION', () => {
  expect(readSettings({ AWS_DEFAULT_REGION: 'eu-west-1' }).region).toBe('eu-west-1');
  expect(readSettings({ AWS_DEFAULT_REGION: 'eu-west-1', AWS_REGION: 'eu-west-2' }).region).toBe('eu-west-2');
});

test('CONTEXT names the stack', () => {
  const { name, context } = readSettings({ CONTEXT: 'name=team-a throttleRate=10' });

  expect(name).toBe('team-a');
  expect(context).toEqual({ name: 'team-a', throttleRate: '10' });
});

test.each([
  ['TARGET', 'cloud', /TARGET is "cloud", but must be local or aws/],
  ['PROFILE', 'prod', /PROFILE is "prod", but must be lab or production/],
  ['EMULATOR', 'moto', /EMULATOR is "moto", but must be ministack or localstack/],
  ['EMULATOR_HOST', 'my host', /EMULATOR_HOST is "my host", but must be a host name or an address/],
  ['EMULATOR_PORT', '0', /EMULATOR_PORT is "0", but must be a port number/],
  ['EMULATOR_PORT', '65536', /EMULATOR_PORT is "65536", but must be at most 65535/],
  ['AWS_ENDPOINT_URL', 'localhost:4566', /AWS_ENDPOINT_URL is "localhost:4566", but must be a URL such as/],
  ['INSTANCE_ID', 'i-1', /INSTANCE_ID is "i-1", but must be an id such as i-0123456789abcdef0/],
  ['EC2_ENDPOINT', 'ftp://x', /EC2_ENDPOINT is "ftp:\/\/x", but must be a URL such as/],
  ['AWS_REGION', 'europe', /AWS_REGION is "europe", but must be a region such as eu-west-1/],
  ['CONTEXT', 'throttleRate', /CONTEXT has "throttleRate", but must be a list of key=value/],
  ['CONTEXT', 'instanceId=i-0123456789abcdef0', /CONTEXT has instanceId: set INSTANCE_ID instead/],
])('%s=%s is refused with what it must be', (name, value, paragraph) => {
  expect(() => readSettings({ [name]: value })).toThrow(paragraph);
});

test('every mistake is named at once, in one paragraph that says where to read on', () => {
  const read = (): unknown => readSettings({ TARGET: 'x', PROFILE: 'y', EMULATOR: 'z', EMULATOR_PORT: 'w' });

  expect(read).toThrow(Failure);
  expect(read).toThrow(/^(?=.*TARGET)(?=.*PROFILE)(?=.*EMULATOR is)(?=.*EMULATOR_PORT).*"make help" explains/);
});

test.each([
  [{ TARGET: 'aws', AWS_ENDPOINT_URL: 'http://localhost:4566' }, /unset it, or leave out TARGET=aws/],
  [{ PROFILE: 'production', EC2_ENDPOINT: 'http://localhost:5000' }, /EC2_ENDPOINT is for PROFILE=lab only/],
  [{ TARGET: 'aws', PROFILE: 'lab' }, /lets anyone on the internet start and stop your instances/],
])('%j contradicts itself', (variables, paragraph) => {
  expect(() => readSettings(variables)).toThrow(paragraph);
});

test('a lab on AWS is possible where the settings allow it', () => {
  const settings = readSettings({ TARGET: 'aws', PROFILE: 'lab', CONTEXT: 'allowAnonymous=true' });

  expect(settings.profile).toBe('lab');
});

test.each([
  [
    { AWS_ENDPOINT_URL: 'http://127.0.0.1:99999' },
    'AWS_ENDPOINT_URL is "http://127.0.0.1:99999", whose host or port is none',
  ],
  [
    { EC2_ENDPOINT: 'http://256.256.256.256:1' },
    'EC2_ENDPOINT is "http://256.256.256.256:1", whose host or port is none',
  ],
  [{ EMULATOR_HOST: '300.1.1.1' }, 'EMULATOR_HOST is "300.1.1.1", which is no host'],
])('an impossible address in %j is refused, not tried', (variables, words) => {
  expect(() => readSettings(variables)).toThrow(words);
});
