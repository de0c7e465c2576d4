import { readConfig } from '../../lambda/config';

const least = { AWS_REGION: 'eu-west-1', PROFILE: 'lab', AUTH: 'none' };

test('a lab needs little, and the rest has its defaults', () => {
  expect(readConfig(least)).toMatchObject({
    profile: 'lab',
    auth: 'none',
    region: 'eu-west-1',
    allowedRegions: ['eu-west-1'],
    creatorTag: { key: 'ec2-control:created-by', value: 'ec2-control' },
    features: ['schedules'],
    requestMetrics: true,
    logLevel: 'info',
    retrySeconds: [60, 120, 240],
  });
  expect(readConfig(least)).not.toHaveProperty('instanceId');
  expect(readConfig(least)).not.toHaveProperty('guardTag');
});

test('every variable is read', () => {
  const config = readConfig({
    AWS_REGION: 'us-east-1',
    AWS_LAMBDA_FUNCTION_NAME: 'box',
    PROFILE: 'production',
    AUTH: 'key',
    PRODUCT_VERSION: '1.2.3',
    INSTANCE_ID: 'i-0123456789abcdef0',
    ALLOWED_REGIONS: 'us-east-1,eu-west-1',
    ALLOWED_INSTANCE_TYPES: 't2.micro,t3.micro',
    GUARD_TAG: 'managed=a=b',
    CREATOR_TAG: 'by=us',
    CORS_ORIGINS: 'https://example.com',
    TABLE_NAME: 'table',
    STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:123456789012:stateMachine:jobs',
    SCHEDULES: 'off',
    REQUEST_METRICS: 'off',
    LOG_LEVEL: 'warn',
    RETRY_SECONDS: '1,2.5',
  });

  expect(config).toEqual({
    profile: 'production',
    auth: 'key',
    version: '1.2.3',
    region: 'us-east-1',
    homeRegion: 'us-east-1',
    compute: 'ec2',
    functionName: 'box',
    instanceId: 'i-0123456789abcdef0',
    allowedRegions: ['us-east-1', 'eu-west-1'],
    allowedInstanceTypes: ['t2.micro', 't3.micro'],
    guardTag: { key: 'managed', value: 'a=b' },
    creatorTag: { key: 'by', value: 'us' },
    corsOrigins: ['https://example.com'],
    tableName: 'table',
    stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:jobs',
    features: [],
    requestMetrics: false,
    logLevel: 'warn',
    retrySeconds: [1, 2.5],
  });
});

test('everything that is missing or bad is named at once', () => {
  const attempt = (): unknown =>
    readConfig({ PROFILE: 'dev', AUTH: 'basic', GUARD_TAG: 'managed', LOG_LEVEL: 'loud', RETRY_SECONDS: '1,x' });

  for (const name of ['AWS_REGION', 'PROFILE', 'AUTH', 'GUARD_TAG', 'LOG_LEVEL', 'RETRY_SECONDS']) {
    expect(attempt).toThrow(new RegExp(name));
  }
});
