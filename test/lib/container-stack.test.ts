import { Match, Template } from 'aws-cdk-lib/assertions';
import { type Context, controlApp, temporaryFile } from './synthesis';

const certificateArn = 'arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555';
const production = { container: 'on', certificateArn };
const lab = { container: 'on', profile: 'lab' };

interface Templates {
  readonly control: Template;
  readonly container: Template;
}

const made = new Map<string, Templates>();

function templates(context: Context = production): Templates {
  const known = made.get(JSON.stringify(context));
  if (known !== undefined) return known;
  const { control, container } = controlApp(context).stacks;
  if (container === undefined) throw new Error('there is no stack of the container');
  const both = { control: Template.fromStack(control), container: Template.fromStack(container) };
  made.set(JSON.stringify(context), both);
  return both;
}

function only(template: Template, type: string) {
  const [resource, ...others] = Object.values(template.findResources(type));
  if (resource === undefined || others.length > 0) throw new Error(`not one ${type}`);
  return resource.Properties;
}

const taskOf = (context?: Context) => only(templates(context).container, 'AWS::ECS::TaskDefinition');
const containerOf = (context?: Context) => taskOf(context).ContainerDefinitions[0];
const environmentOf = (context?: Context): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    containerOf(context).Environment.map(({ Name, Value }: { Name: string; Value: unknown }) => [Name, Value]),
  );

describe('the load balancer', () => {
  test('keeps an idle connection for 310 s: longer than a wait, shorter than the server', () => {
    templates().container.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Scheme: 'internet-facing',
      LoadBalancerAttributes: Match.arrayWith([
        { Key: 'idle_timeout.timeout_seconds', Value: '310' },
        { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
      ]),
    });
  });

  test('speaks HTTPS with a certificate, and sends those there who come by HTTP', () => {
    const { container } = templates();

    container.resourceCountIs('AWS::ElasticLoadBalancingV2::Listener', 2);
    container.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: Match.stringLikeRegexp('TLS13'),
      Certificates: [{ CertificateArn: certificateArn }],
      DefaultActions: [Match.objectLike({ Type: 'forward' })],
    });
    container.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 80,
      DefaultActions: [Match.objectLike({ Type: 'redirect' })],
    });
  });

  test('asks a task at /health, and lets it end what it is at', () => {
    templates().container.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      HealthCheckPath: '/health',
      TargetType: 'ip',
      TargetGroupAttributes: Match.arrayWith([{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }]),
    });
  });
});

describe('the network', () => {
  test('lets in the networks that are named, and nobody else', () => {
    templates({ container: 'on', allowedCidrs: '203.0.113.0/24' }).container.hasResourceProperties(
      'AWS::EC2::SecurityGroup',
      { SecurityGroupIngress: [{ CidrIp: '203.0.113.0/24', FromPort: 80, ToPort: 80, IpProtocol: 'tcp' }] },
    );
  });

  test('lets the load balancer alone reach the tasks, and them nothing but HTTPS', () => {
    templates().container.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [
        {
          SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^NetworkFront'), 'GroupId'] },
          FromPort: 5000,
          ToPort: 5000,
          IpProtocol: 'tcp',
        },
      ],
      SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443, IpProtocol: 'tcp' }],
    });
  });

  test('has no NAT gateway, and with one the tasks have no public address', () => {
    const { container } = templates();
    container.resourceCountIs('AWS::EC2::NatGateway', 0);
    const withNat = templates({ ...production, natGateways: '1' }).container;

    withNat.resourceCountIs('AWS::EC2::NatGateway', 1);
    expect(only(withNat, 'AWS::ECS::Service').NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp).toBe('DISABLED');
    expect(only(container, 'AWS::ECS::Service').NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp).toBe(
      'ENABLED',
    );
  });
});

describe('the task', () => {
  test('runs on ARM64, with no root, no capability, and nothing to write to', () => {
    expect(taskOf()).toMatchObject({
      Cpu: '256',
      Memory: '512',
      NetworkMode: 'awsvpc',
      RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' },
    });
    expect(containerOf()).toMatchObject({
      User: '65532:65532',
      ReadonlyRootFilesystem: true,
      LinuxParameters: { Capabilities: { Drop: ['ALL'] } },
      StopTimeout: 30,
      HealthCheck: { Command: expect.arrayContaining(['/nodejs/bin/node']) },
      LogConfiguration: { LogDriver: 'awslogs', Options: { mode: 'non-blocking' } },
    });
  });

  test('has what the function has in its environment, and what a server is told beside it', () => {
    const variables = only(templates().control, 'AWS::Lambda::Function').Environment.Variables;
    const { TABLE_NAME: table, ...others } = environmentOf();
    const { TABLE_NAME: _, ...ofFunction } = variables;

    expect(others).toMatchObject(ofFunction);
    expect(table).toHaveProperty('Fn::GetStackOutput.StackName', 'ec2-control');
    expect(
      Object.keys(others)
        .filter((name) => !(name in ofFunction))
        .sort(),
    ).toEqual(['AWS_REGION', 'CALLERS', 'FUNCTION_NAME', 'PORT', 'REQUEST_ID_HEADER', 'TRUSTED_PROXIES']);
    expect(others).toMatchObject({ TRUSTED_PROXIES: '10.84.0.0/24', REQUEST_ID_HEADER: 'x-amzn-trace-id' });
  });

  test('runs the image that is named, from the registry of the deployment, or that of the sources', () => {
    expect(JSON.stringify(containerOf({ ...production, imageTag: '1.2.0' }).Image)).toMatch(/\/ec2-control:1\.2\.0"/);
    expect(JSON.stringify(containerOf().Image)).toMatch(/\/ec2-control:[0-9a-f]{16}-arm64"/);
    expect(containerOf({ ...lab, emulator: 'http://127.0.0.1:4566', imageTag: '1.2.0' }).Image).toBe(
      '127.0.0.1:4566/ec2-control:1.2.0',
    );
  });
});

describe('the callers', () => {
  const key = (text: string) => text.repeat(64).slice(-64);
  const file = (...digits: readonly string[]) =>
    temporaryFile(
      'callers.json',
      JSON.stringify(digits.map((digit, index) => ({ name: `c${index}`, key_sha256: key(digit), actions: ['list'] }))),
    );

  test('a changed file is another task definition, as it is another asset of the function', () => {
    const before = templates({ ...production, callers: file('a', 'b') });
    const after = templates({ ...production, callers: file('a') });
    const code = ({ control }: Templates) => only(control, 'AWS::Lambda::Function').Code;

    expect(environmentOf({ ...production, callers: file('a', 'b') }).CALLERS).toContain(key('b'));
    expect(JSON.stringify(after.container.toJSON())).not.toContain(key('b'));
    expect(only(before.container, 'AWS::ECS::TaskDefinition')).not.toEqual(
      only(after.container, 'AWS::ECS::TaskDefinition'),
    );
    expect(code(before)).not.toEqual(code(after));
  });

  test('a file that does not fit into a task definition is refused', () => {
    const many = Array.from({ length: 1000 }, (_, index) => String(index).padStart(4, '0'));

    expect(() => controlApp({ ...production, callers: file(...many) })).toThrow(/callers file has \d+ bytes .* 40000/);
  });

  test('production without a caller that has a key is refused, as the server refuses to start', () => {
    const callers = temporaryFile(
      'callers.json',
      JSON.stringify([{ name: 'ops', principal_arn: 'arn:aws:iam::123456789012:role/Ops', actions: ['list'] }]),
    );

    expect(() => controlApp({ ...production, callers })).toThrow(
      /no caller with key_sha256, and the container would refuse to start/,
    );
  });
});

describe('the service', () => {
  test('replaces tasks when new ones are healthy, and goes back when they are not', () => {
    expect(only(templates().container, 'AWS::ECS::Service')).toMatchObject({
      EnableExecuteCommand: false,
      DeploymentConfiguration: {
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
        MinimumHealthyPercent: 100,
        MaximumPercent: 200,
      },
    });
  });

  test('waits for the rights of its tasks', () => {
    const [service] = Object.values(templates().container.findResources('AWS::ECS::Service'));

    expect(service?.DependsOn.join(' ')).toMatch(/RightsPolicy/);
    expect(service?.DependsOn.join(' ')).toMatch(/ExecutionRoleDefaultPolicy/);
  });

  test('is scaled on AWS, and not in the lab', () => {
    templates().container.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
      MinCapacity: 2,
      MaxCapacity: 4,
    });
    templates(lab).container.resourceCountIs('AWS::ApplicationAutoScaling::ScalableTarget', 0);
  });

  test('its number of tasks is not reset by a deployment where it is scaled', () => {
    expect(only(templates().container, 'AWS::ECS::Service')).not.toHaveProperty('DesiredCount');
    expect(only(templates(lab).container, 'AWS::ECS::Service')).toHaveProperty('DesiredCount', 1);
  });

  test('keeps its log as the function keeps its own', () => {
    templates().container.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'RetainExceptOnCreate' });
    templates(lab).container.hasResourceProperties('AWS::Logs::LogGroup', { LogGroupName: '/ecs/ec2-control' });
  });

  test('what an operator needs is an output', () => {
    expect(Object.keys(templates().container.findOutputs('*')).sort()).toEqual([
      'BalancerName',
      'ImageTag',
      'ServiceLogGroupName',
      'ServiceName',
      'ServiceUrl',
      'TaskRoleArn',
    ]);
  });
});
