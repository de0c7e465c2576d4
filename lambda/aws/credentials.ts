import { fromEnv } from '@aws-sdk/credential-provider-env';
import type { AwsCredentialIdentityProvider } from '@smithy/types';

/**
 * Provides the credentials of this process. In Lambda, and with an emulator, they are in the environment; ECS serves
 * those of a task's role at an address that the environment names, and renews them. No file and no metadata service is
 * read.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export function ownCredentials(): AwsCredentialIdentityProvider {
  const environment = fromEnv();
  return () => environment().catch(async () => (await import('@aws-sdk/credential-provider-http')).fromHttp({})());
}
