import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { fromHttp } from '@aws-sdk/credential-provider-http';
import { mockClient } from 'aws-sdk-client-mock';
import { type RoleCredentials, roleCredentials } from '../../../scripts/serve/role';

const sts = mockClient(STSClient);
const roleArn = 'arn:aws:iam::123456789012:role/api';
let role: RoleCredentials | undefined;
beforeEach(() => sts.reset());
afterEach(() => role?.close());

test("the role's credentials are given out as ECS does it, to every client that knows the token", async () => {
  const Expiration = new Date(Date.now() + 3_600_000);
  sts.on(AssumeRoleCommand, { RoleArn: roleArn }).resolves({
    Credentials: { AccessKeyId: 'ASIAROLE', SecretAccessKey: 'secret', SessionToken: 'session', Expiration },
  });

  role = await roleCredentials(new STSClient({ region: 'us-east-1' }), roleArn);

  const { AWS_CONTAINER_CREDENTIALS_FULL_URI: uri = '', AWS_CONTAINER_AUTHORIZATION_TOKEN: token = '' } =
    role.variables;
  const read = fromHttp({ awsContainerCredentialsFullUri: uri, awsContainerAuthorizationToken: token });
  expect(await read()).toMatchObject({ accessKeyId: 'ASIAROLE', secretAccessKey: 'secret', sessionToken: 'session' });
  expect((await fetch(uri)).status).toBe(401);
});

test('a role that cannot be assumed is told of in one paragraph', async () => {
  sts.on(AssumeRoleCommand).rejects(new Error('not authorized to perform sts:AssumeRole'));

  await expect(roleCredentials(new STSClient({ region: 'us-east-1' }), roleArn)).rejects.toThrow(
    /cannot be assumed .*not authorized.*trust policy/,
  );
});
