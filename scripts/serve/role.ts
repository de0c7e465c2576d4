import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { Failure } from '../console/failure';
import type { Variables } from '../settings/env-file';
import { messageOf } from '../tools/errors';

/** A role's credentials, given out and renewed as ECS does it for a task. */
export interface RoleCredentials {
  /** For the environment of the program that uses them. */
  readonly variables: Variables;
  close(): void;
}

/**
 * Assumes a role, and gives its credentials out on the loopback address to every client that knows a token.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 * @throws Failure when the role cannot be assumed
 */
export async function roleCredentials(sts: Pick<STSClient, 'send'>, roleArn: string): Promise<RoleCredentials> {
  const assume = async () => {
    const { Credentials: given } = await sts.send(
      new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'ec2-control-serve' }),
    );
    return {
      AccessKeyId: given?.AccessKeyId,
      SecretAccessKey: given?.SecretAccessKey,
      Token: given?.SessionToken,
      Expiration: given?.Expiration?.toISOString(),
    };
  };
  await assume().catch((cause: unknown) => {
    throw new Failure(
      `The role ${roleArn} cannot be assumed (${messageOf(cause)}). Its trust policy must allow it, and your own policies too.`,
      { cause },
    );
  });
  const token = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => {
    if (request.headers.authorization !== token) {
      response.writeHead(401).end();
      return;
    }
    assume().then(
      (credentials) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(credentials)),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    variables: {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: token,
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
