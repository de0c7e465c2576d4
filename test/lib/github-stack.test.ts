import { Match, Template } from 'aws-cdk-lib/assertions';
import { type Context, controlApp } from './synthesis';

const providerArn = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';

function githubTemplate(context: Context = {}): Template {
  const { github } = controlApp({ profile: 'lab', githubRepository: 'box/ec2-control', ...context }).stacks;
  if (github === undefined) throw new Error('there is no stack for GitHub');
  return Template.fromStack(github);
}

test('it trusts the branch main and the version tags of the one repository, and no pull request or other branch', () => {
  githubTemplate({ githubProviderArn: providerArn }).hasResourceProperties('AWS::IAM::Role', {
    MaxSessionDuration: 3600,
    AssumeRolePolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: providerArn },
          Condition: {
            StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
            StringLike: {
              'token.actions.githubusercontent.com:sub': [
                'repo:box/ec2-control:ref:refs/heads/main',
                'repo:box/ec2-control:ref:refs/tags/v*',
              ],
            },
          },
        },
      ],
    },
  });
});

test('it may push to the one registry, and do nothing else', () => {
  const policies = Object.values(githubTemplate().findResources('AWS::IAM::Policy'));
  const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);

  expect(statements).toHaveLength(2);
  expect(statements[0]).toMatchObject({ Action: 'ecr:GetAuthorizationToken', Resource: '*' });
  expect(JSON.stringify(statements[1].Resource)).toContain(':repository/ec2-control');
  expect(statements[1].Action).not.toEqual(expect.arrayContaining([expect.stringMatching(/Delete|\*|Policy/)]));
});

test('the provider is made where the account has none, and used where it has one', () => {
  githubTemplate().hasResourceProperties('AWS::IAM::OIDCProvider', {
    Url: 'https://token.actions.githubusercontent.com',
    ClientIdList: ['sts.amazonaws.com'],
  });
  githubTemplate({ githubProviderArn: providerArn }).resourceCountIs('AWS::IAM::OIDCProvider', 0);
});

test('the workflow is told the role', () => {
  githubTemplate().hasOutput('RoleArn', { Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Role'), 'Arn'] } });
});
