import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { checkWithNag } from '../../lib/nag';
import { type Context, controlApp } from './synthesis';

// CloudFormation's rules are an engine of their own, which takes its time to start.
jest.setTimeout(120_000);

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly { readonly ruleName: string; readonly description: string }[];
  }[];
}

/** Synthesizes the app; what the rules find, of any severity. */
function findings(app: App): readonly string[] {
  try {
    app.synth();
  } catch {
    // What is wrong stands in the report.
  }
  const report: Report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  return report.pluginReports.flatMap(({ violations }) =>
    violations.map(({ ruleName, description }) => `${ruleName}: ${description}`),
  );
}

const everything = {
  alarmTopicArn: 'arn:aws:sns:us-east-1:123456789012:alarms',
  kmsKeyArns: 'arn:aws:kms:us-east-1:123456789012:key/abc',
  regions: 'eu-west-1',
  instanceId: 'i-0123456789abcdef0',
} as const;

const certificateArn = 'arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555';
const github = { githubRepository: 'box/ec2-control' } as const;

test.each<[string, Context]>([
  ['lab', { profile: 'lab' }],
  ['production', everything],
  ['production as a container', { ...everything, container: 'on', allowedCidrs: '203.0.113.0/24' }],
  [
    'production as a container for everybody, with NAT and GitHub',
    { container: 'on', certificateArn, natGateways: '2', ...github },
  ],
  ['lab as a container', { profile: 'lab', container: 'on' }],
  ['production with IAM callers', { auth: 'iam', corsOrigins: 'https://example.com' }],
])("cdk-nag's and CloudFormation's rules find nothing: %s", async (_, context) => {
  const { app } = controlApp(context);

  await checkWithNag(app);

  expect(findings(app)).toEqual([]);
});

test('they would find something', () => {
  const { app, stack } = controlApp();
  const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

  new Bucket(stack, 'Bucket');

  expect(findings(app).join('\n')).toMatch(/AwsSolutions-S1\b/);
  said.mockRestore();
});
