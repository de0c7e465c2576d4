import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { Bootstrap, bootstrapState, notBootstrapped } from '../../../scripts/deployment/bootstrap';

const ssm = mockClient(SSMClient);
const client = new SSMClient({ region: 'us-east-1' });

beforeEach(() => {
  ssm.reset();
});

const refuse = (name: string, message = 'why'): void => {
  ssm.on(GetParameterCommand).rejects(Object.assign(new Error(message), { name }));
};

test("an account with the CDK's version is ready", async () => {
  ssm.on(GetParameterCommand, { Name: '/cdk-bootstrap/hnb659fds/version' }).resolves({ Parameter: { Value: '30' } });

  expect(await bootstrapState(client)).toBe(Bootstrap.done);
});

test.each([
  ['ParameterNotFound', Bootstrap.missing],
  ['AccessDeniedException', Bootstrap.unknown],
])('%s means %s', async (name, state) => {
  refuse(name);

  expect(await bootstrapState(client)).toBe(state);
});

test('without credentials nothing is deployed', async () => {
  refuse('CredentialsProviderError', 'Could not load credentials from any providers');

  await expect(bootstrapState(client)).rejects.toThrow(/none were found \(Could not load credentials/);
});

test('any other error is told as it is', async () => {
  refuse('TimeoutError', 'connect ETIMEDOUT');

  await expect(bootstrapState(client)).rejects.toThrow(
    'AWS could not be asked whether the account is ready: connect ETIMEDOUT.',
  );
});

test('an account that is not ready is told what to do once', () => {
  expect(notBootstrapped('eu-west-1')).toMatch(/in eu-west-1: .*npx cdk bootstrap .*Then run make again\./);
});
