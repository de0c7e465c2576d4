import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { CfnOIDCProvider, PolicyStatement, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';

export interface GithubStackProps extends StackProps {
  /** As `owner/name`. */
  readonly githubRepository: string;
  /** Of the images. */
  readonly repositoryName: string;
  /**
   * GitHub's identity provider in the account, which can have but one.
   * @default - it is made
   */
  readonly providerArn?: string;
}

const issuer = 'token.actions.githubusercontent.com';

/**
 * Lets the workflow of one repository on GitHub push images, without a key that is stored anywhere: from its branch main and from
 * its version tags, and to the one registry only.
 * https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 */
export class GithubStack extends Stack {
  constructor(scope: Construct, id: string, props: GithubStackProps) {
    super(scope, id, props);
    const { githubRepository, repositoryName, providerArn } = props;
    const provider = providerArn ?? this.#makeProvider();
    const role = new Role(this, 'Role', {
      description: `Pushes images from ${githubRepository} on GitHub`,
      maxSessionDuration: Duration.hours(1),
      assumedBy: new WebIdentityPrincipal(provider, {
        StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com' },
        StringLike: {
          [`${issuer}:sub`]: ['heads/main', 'tags/v*'].map((ref) => `repo:${githubRepository}:ref:refs/${ref}`),
        },
      }),
    });
    role.addToPolicy(new PolicyStatement({ sid: 'LogIn', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }));
    role.addToPolicy(
      new PolicyStatement({
        sid: 'PushImages',
        actions: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:CompleteLayerUpload',
          'ecr:DescribeImages',
          'ecr:GetDownloadUrlForLayer',
          'ecr:InitiateLayerUpload',
          'ecr:PutImage',
          'ecr:UploadLayerPart',
        ],
        resources: [Repository.fromRepositoryName(this, 'Images', repositoryName).repositoryArn],
      }),
    );
    acknowledge(role, {
      'AwsSolutions-IAM5[Resource::*]':
        'ecr:GetAuthorizationToken knows no resources; pushing is for the one repository.',
    });
    new CfnOutput(this, 'RoleArn', { value: role.roleArn });
  }

  /** AWS knows the certificates of this issuer, so no thumbprint is needed. */
  #makeProvider(): string {
    const provider = new CfnOIDCProvider(this, 'Provider', {
      url: `https://${issuer}`,
      clientIdList: ['sts.amazonaws.com'],
    });
    return provider.attrArn;
  }
}
