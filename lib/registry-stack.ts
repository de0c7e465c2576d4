import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Repository, RepositoryEncryption, TagMutability, TagStatus } from 'aws-cdk-lib/aws-ecr';
import type { Construct } from 'constructs';

/** Names the repository of a deployment's image; ECR allows no capital letters. */
export function repositoryName(deployment: string): string {
  return deployment.toLowerCase();
}

export interface RegistryStackProps extends StackProps {
  readonly repositoryName: string;
}

/**
 * Where the images of the container are. It is a stack of its own, as an image must be there before a service can use it, and it
 * outlives the others: an older image is what a rollback needs.
 * @see docs/decisions/0048
 */
export class RegistryStack extends Stack {
  readonly repository: Repository;

  constructor(scope: Construct, id: string, props: RegistryStackProps) {
    super(scope, id, props);
    this.repository = new Repository(this, 'Repository', {
      repositoryName: props.repositoryName,
      imageTagMutability: TagMutability.IMMUTABLE,
      imageScanOnPush: true,
      encryption: RepositoryEncryption.AES_256,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Every tag may be what a task definition names, which no rule of ECR's can see: a count or an age would take away the image
    // of a service that has not been deployed for long. What has no tag, and belongs to no image that has one, is nobody's.
    this.repository.addLifecycleRule({
      description: 'Remove what no tag names',
      tagStatus: TagStatus.UNTAGGED,
      maxImageAge: Duration.days(7),
    });
    new CfnOutput(this, 'RepositoryUri', { value: this.repository.repositoryUri });
    new CfnOutput(this, 'RepositoryName', { value: this.repository.repositoryName });
  }
}
