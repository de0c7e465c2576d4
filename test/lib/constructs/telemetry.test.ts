import { Match } from 'aws-cdk-lib/assertions';
import { CloudWatchMetric, cloudWatchNamespace } from '../../../contract/metrics';
import { synthesize } from '../synthesis';

const topic = 'arn:aws:sns:us-east-1:123456789012:alarms';

/** Text of the dashboard's body, its references left out. */
function dashboard(): string {
  const [board] = Object.values(synthesize().template.findResources('AWS::CloudWatch::Dashboard'));
  const [, parts] = board?.Properties.DashboardBody['Fn::Join'] ?? [];
  return parts.filter((part: unknown) => typeof part === 'string').join('…');
}

interface Alarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly MetricName: string;
  readonly Namespace: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
}

function alarms(context: Readonly<Record<string, string>> = {}): readonly Alarm[] {
  const found = synthesize(context).template.findResources('AWS::CloudWatch::Alarm');
  return Object.values(found).map(({ Properties }) => Properties);
}

test('a lab has neither dashboard nor alarms, and a production can do without', () => {
  for (const context of [{ profile: 'lab' }, { dashboard: 'off' }]) {
    synthesize(context).template.resourceCountIs('AWS::CloudWatch::Dashboard', 0);
    expect(alarms(context)).toEqual([]);
  }
});

describe('the dashboard', () => {
  test('has the name of the deployment and widgets that CloudWatch can read', () => {
    synthesize().template.hasResourceProperties('AWS::CloudWatch::Dashboard', { DashboardName: 'ec2-control' });

    const { widgets } = JSON.parse(dashboard());
    expect(widgets.length).toBeGreaterThanOrEqual(10);
    for (const { properties } of widgets) expect(properties.metrics.length).toBeGreaterThan(0);
  });

  test.each(['Count', '4XXError', '5XXError', 'Latency', 'Throttles', 'gateway_throttled', 'ExecutionsFailed'])(
    'draws %s',
    (metric) => {
      expect(dashboard()).toContain(`"${metric}"`);
    },
  );

  test('draws the median and what the slow ones take', () => {
    for (const statistic of ['p50', 'p95', 'p99']) expect(dashboard()).toContain(`"stat":"${statistic}"`);
  });

  test.each([
    [CloudWatchMetric.duration, 'function,route'],
    [CloudWatchMetric.outcomes, 'function,action,outcome'],
    [CloudWatchMetric.outcomes, 'function,code'],
    [CloudWatchMetric.jobsEnded, 'function,status'],
  ])('finds each value of %s by %s', (metric, dimensions) => {
    expect(dashboard()).toContain(`{${cloudWatchNamespace},${dimensions}} MetricName=\\"${metric}\\"`);
  });
});

describe('the alarms', () => {
  test('watch 5xx, crashes, jobs and throttling', () => {
    expect(alarms().map(({ AlarmName, MetricName }) => `${AlarmName}: ${MetricName}`)).toEqual([
      'ec2-control-ServerErrors: 5XXError',
      'ec2-control-FunctionErrors: Errors',
      'ec2-control-JobFailures: ExecutionsFailed',
      'ec2-control-JobTimeouts: ExecutionsTimedOut',
      'ec2-control-ApiThrottled: gateway_throttled',
      'ec2-control-FunctionThrottled: Throttles',
      'ec2-control-AwsThrottled: outcomes',
    ]);
  });

  test('say what they mean, and sleep while nothing happens', () => {
    for (const { AlarmDescription } of alarms()) expect(AlarmDescription).toMatch(/^.{30,}\.$/);
    synthesize().template.allResourcesProperties('AWS::CloudWatch::Alarm', { TreatMissingData: 'notBreaching' });
  });

  test('watch one deployment, not all of the account', () => {
    for (const { Dimensions } of alarms({ name: 'box' })) {
      expect(JSON.stringify(Dimensions)).toMatch(/"box"|box-API|box-jobs|GatewayApi/);
    }
  });

  test('tell a topic, where one is named', () => {
    const told = { AlarmActions: [topic], OKActions: [topic] };

    synthesize({ alarmTopicArn: topic }).template.allResourcesProperties('AWS::CloudWatch::Alarm', told);
    for (const alarm of alarms()) expect(alarm).not.toHaveProperty('AlarmActions');
  });

  test("count API Gateway's 429 in the access log, for this API", () => {
    synthesize().template.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ $.status = "429" }',
      MetricTransformations: [
        {
          MetricNamespace: cloudWatchNamespace,
          MetricName: 'gateway_throttled',
          MetricValue: '1',
          Dimensions: [{ Key: 'api_id', Value: '$.api_id' }],
        },
      ],
    });
  });
});

describe('a job that does not end well', () => {
  test('is told of in words', () => {
    const { template } = synthesize({ alarmTopicArn: topic, dashboard: 'off' });

    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: Match.anyValue() },
      },
      Targets: [
        {
          Arn: topic,
          InputTransformer: {
            InputPathsMap: { 'detail-name': '$.detail.name', 'detail-status': '$.detail.status', time: '$.time' },
            InputTemplate: {
              'Fn::Join': [
                '',
                [
                  '"ec2-control: job <detail-name> ended as <detail-status> in ',
                  { Ref: 'AWS::Region' },
                  Match.stringLikeRegexp(
                    '^ at <time>. FAILED: an instance did not reach .* GET /jobs/<detail-name>."$',
                  ),
                ],
              ],
            },
          },
        },
      ],
    });
  });

  test('is not told to nobody', () => {
    synthesize({ schedules: 'off' }).template.resourceCountIs('AWS::Events::Rule', 0);
  });
});
