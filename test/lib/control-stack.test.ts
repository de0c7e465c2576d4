import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { version } from '../../package.json';
import { synthesize, temporaryFile } from './synthesis';

const lab = { profile: 'lab' };

describe('names and outputs', () => {
  test('the function and the API have the names that everyone uses', () => {
    const { template, stack } = synthesize(lab);

    expect(stack.stackName).toBe('ec2-control');
    template.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'ec2-control' });
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { Name: 'EC2-Control-API' });
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', { StateMachineName: 'ec2-control-jobs' });
  });

  test('another name is the name of everything, so that two deployments live side by side', () => {
    const { template, stack } = synthesize({ name: 'box', creatorTag: 'by=box' });

    expect(stack.stackName).toBe('box');
    template.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'box' });
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { Name: 'box-API' });
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', { StateMachineName: 'box-jobs' });
    expect(JSON.stringify(template.toJSON()).match(/["/](ec2-control|EC2-Control-API)(-jobs)?[\\"]/g)).toBeNull();
  });

  test('what a caller or operator needs to know is an output', () => {
    const outputs = synthesize(lab).template.findOutputs('*');

    expect(Object.keys(outputs).sort()).toEqual([
      'ApiId',
      'ApiUrl',
      'FunctionName',
      'LogGroupName',
      'StateMachineArn',
      'TableName',
    ]);
  });
});

describe('the function', () => {
  test('runs on Node.js 24 with the memory and time that the design gives it', () => {
    synthesize().template.hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      MemorySize: 512,
      Timeout: 29,
      Architectures: ['arm64'],
    });
  });

  test('runs in the lab on the architecture of the machine', () => {
    synthesize(lab).template.hasResourceProperties('AWS::Lambda::Function', {
      Architectures: [process.arch === 'arm64' ? 'arm64' : 'x86_64'],
    });
  });

  test('is told everything in its environment, and nothing that is empty', () => {
    const { template } = synthesize({ instanceId: 'i-0123456789abcdef0', regions: 'eu-west-1', logLevel: 'warn' });

    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          PROFILE: 'production',
          AUTH: 'key',
          PRODUCT_VERSION: version,
          INSTANCE_ID: 'i-0123456789abcdef0',
          ALLOWED_REGIONS: 'eu-west-1',
          ALLOWED_INSTANCE_TYPES: Match.stringLikeRegexp('^t2.nano,t2.micro,'),
          GUARD_TAG: 'ec2-control:managed=true',
          CREATOR_TAG: 'ec2-control:created-by=ec2-control',
          CORS_ORIGINS: Match.absent(),
          TABLE_NAME: { Ref: Match.stringLikeRegexp('^RecordsTable') },
          STATE_MACHINE_ARN: Match.objectLike({ 'Fn::Join': Match.anyValue() }),
          REQUEST_METRICS: 'on',
          LOG_LEVEL: 'warn',
          RETRY_SECONDS: '60,120,240',
          AWS_ENDPOINT_URL_EC2: Match.absent(),
        },
      },
    });
  });

  test('gets another EC2 in the lab', () => {
    synthesize({ ...lab, ec2Endpoint: 'http://127.0.0.1:5000' }).template.hasResourceProperties(
      'AWS::Lambda::Function',
      {
        Environment: { Variables: Match.objectLike({ AWS_ENDPOINT_URL_EC2: 'http://127.0.0.1:5000' }) },
      },
    );
  });
});

test('the function and the machine do not wait for each other', () => {
  const { template } = synthesize();

  // Template.fromStack has refused cycles already; the function knows the machine by a formatted ARN.
  const [fn] = Object.values(template.findResources('AWS::Lambda::Function'));
  expect(JSON.stringify(fn?.Properties.Environment)).toContain(':stateMachine:ec2-control-jobs');
});

test('the deployer is told that nobody is let in yet', () => {
  const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);

  const { stack } = synthesize({ callers: temporaryFile('callers.json', '[]') });

  const warning = 'every call but GET /health is refused';
  Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp(warning));
  expect(said.mock.calls.join()).toContain(warning);
  said.mockRestore();
});

test('a lab deploys without a word', () => {
  Annotations.fromStack(synthesize(lab).stack).hasNoWarning('*', Match.anyValue());
});
