import { type ControlConfig, readControlConfig } from '../../lib/config';

function read(context: Readonly<Record<string, unknown>> = {}): ControlConfig {
  return readControlConfig({ get: (key) => context[key], keys: Object.keys(context) });
}

test('without any context it is production: closed, guarded, in its own region', () => {
  expect(read()).toMatchObject({
    profile: 'production',
    auth: 'key',
    name: 'ec2-control',
    apiName: 'EC2-Control-API',
    regions: [],
    guardTag: { key: 'ec2-control:managed', value: 'true' },
    creatorTag: { key: 'ec2-control:created-by', value: 'ec2-control' },
    checkCreatorTag: true,
    architecture: 'arm64',
    requestMetrics: true,
    logLevel: 'info',
    retrySeconds: [60, 120, 240],
    dashboard: true,
  });
  expect(read().instanceTypes).toContain('t2.micro');
  expect(read()).not.toHaveProperty('instanceId');
});

test('a lab is open, unguarded, quick and in every commercial region', () => {
  const lab = read({ profile: 'lab' });

  expect(lab).toMatchObject({ auth: 'none', checkCreatorTag: false, retrySeconds: [1, 2, 4], dashboard: false });
  expect(lab).not.toHaveProperty('guardTag');
  expect(lab.regions).toEqual(expect.arrayContaining(['us-east-1', 'eu-west-1', 'ap-southeast-2']));
  expect(lab.regions).not.toContain('cn-north-1');
});

test('every key is read', () => {
  const config = read({
    profile: 'lab',
    auth: 'iam',
    name: 'box',
    apiId: 'boxapi',
    instanceId: 'i-0123456789abcdef0',
    regions: 'eu-west-1, eu-west-3',
    instanceTypes: ['t3.micro', 'm7i-flex.large'],
    guardTag: 'managed=a=b',
    creatorTag: 'by=us',
    callers: 'other.json',
    ec2Endpoint: 'http://127.0.0.1:5000',
    architecture: 'arm64',
    requestMetrics: 'off',
    schedules: 'off',
    logLevel: 'debug',
    logRetentionDays: 30,
    throttleRate: '0005',
    throttleBurst: 7,
    corsOrigins: 'https://a.example,https://b.example:8443',
    kmsKeyArns: 'arn:aws:kms:eu-west-1:123456789012:key/abc-1',
    retrySeconds: '0.5,2',
    alarmTopicArn: 'arn:aws:sns:eu-west-1:123456789012:alarms',
    dashboard: 'on',
    nag: true,
  });

  expect(config).toEqual({
    profile: 'lab',
    auth: 'iam',
    name: 'box',
    apiName: 'box-API',
    apiId: 'boxapi',
    instanceId: 'i-0123456789abcdef0',
    regions: ['eu-west-1', 'eu-west-3'],
    instanceTypes: ['t3.micro', 'm7i-flex.large'],
    guardTag: { key: 'managed', value: 'a=b' },
    creatorTag: { key: 'by', value: 'us' },
    checkCreatorTag: false,
    callers: 'other.json',
    ec2Endpoint: 'http://127.0.0.1:5000',
    compute: 'ec2',
    architecture: 'arm64',
    requestMetrics: false,
    schedules: false,
    logLevel: 'debug',
    logRetentionDays: 30,
    throttleRate: 5,
    throttleBurst: 7,
    corsOrigins: ['https://a.example', 'https://b.example:8443'],
    kmsKeyArns: ['arn:aws:kms:eu-west-1:123456789012:key/abc-1'],
    retrySeconds: [0.5, 2],
    alarmTopicArn: 'arn:aws:sns:eu-west-1:123456789012:alarms',
    dashboard: true,
    nag: true,
  });
  expect(Object.isFrozen(config)).toBe(true);
});

test('an empty value is one that was not given', () => {
  expect(read({ instanceId: '', profile: '', regions: '' })).toEqual(read());
});

test('everything that is wrong is named at once, with the value got and the values allowed', () => {
  const attempt = () => read({ profile: 'staging', auth: 'basic', regions: 'eu-west-1,Mars', throttleBurst: 'many' });

  expect(attempt).toThrow(
    [
      'the context is not valid:',
      '  profile is "staging", but must be one of lab, production',
      '  auth is "basic", but must be one of none, key, iam',
      '  regions is "Mars", but must be an AWS region, such as eu-west-1',
      '  throttleBurst is "many", but must be a whole number from 1 to 5000',
    ].join('\n'),
  );
});

test.each([
  ['name', 'two words'],
  ['name', '1st'],
  ['apiId', 'Upper'],
  ['instanceId', 'i-123'],
  ['instanceTypes', 't2'],
  ['guardTag', 'novalue'],
  ['guardTag', 'aws:reserved=1'],
  ['creatorTag', 'off'],
  ['ec2Endpoint', 'localhost:5000'],
  ['architecture', 'x86'],
  ['requestMetrics', 'maybe'],
  ['logLevel', 'loud'],
  ['logRetentionDays', '2'],
  ['throttleRate', '0'],
  ['throttleBurst', '1.5'],
  ['corsOrigins', 'example.com'],
  ['corsOrigins', 'https://example.com/path'],
  ['kmsKeyArns', 'arn:aws:kms:eu-west-1:123456789012:alias/mine'],
  ['retrySeconds', '0'],
  ['alarmTopicArn', 'alarms'],
  ['dashboard', 'yes'],
])('%s cannot be "%s"', (key, value) => {
  expect(() => read({ profile: 'lab', [key]: value })).toThrow(`${key} is "${value}", but must be `);
});

test('a key that is not one of ours is a slip, but the CDK has keys of its own', () => {
  expect(() => read({ guardtag: 'off' })).toThrow(/guardtag is not a context key; the keys are profile, auth,/);
  expect(() =>
    read({ '@aws-cdk/core:x': true, 'availability-zones:account=1': [], 'cli-telemetry': false }),
  ).not.toThrow();
});
