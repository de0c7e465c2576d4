import { fromEnv } from '@aws-sdk/credential-provider-env';
import type { AwsCredentialIdentityProvider } from '@smithy/types';

/**
 * The credentials that this process has of its own. In Lambda, and beside an emulator, they are in the environment; ECS gives
 * those of a task's role out at an address that the environment names, and renews them. No file and no metadata service is
 * read.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export function ownCredentials(): AwsCredentialIdentityProvider {
  const environment = fromEnv();
  return () => environment().catch(async () => (await import('@aws-sdk/credential-provider-http')).fromHttp({})());
}
