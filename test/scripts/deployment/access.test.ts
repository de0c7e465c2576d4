import { accessFailure } from '../../../scripts/deployment/access';

function error(name: string, message = 'words of AWS.'): Error {
  return Object.assign(new Error(message), { name });
}

test.each(['CredentialsProviderError', 'TokenProviderError', 'SSOTokenProviderFailure'])(
  'without credentials (%s) it says how to sign in, and that an emulator needs none',
  (name) => {
    const { message } = accessFailure(error(name)) ?? {};

    expect(message).toMatch(/^TARGET=aws needs AWS credentials, and none were found \(words of AWS\)\. /);
    expect(message).toMatch(/aws configure.*aws sso login.*AWS_ACCESS_KEY_ID.*Without TARGET=aws/);
  },
);

test.each(['ExpiredTokenException', 'UnrecognizedClientException', 'InvalidClientTokenId', 'SignatureDoesNotMatch'])(
  'credentials that AWS refuses (%s) are wrong or have expired',
  (name) => {
    expect(accessFailure(error(name))?.message).toContain(`AWS refused the credentials (${name})`);
  },
);

test('without a region it says how to name one', () => {
  expect(accessFailure(error('Error', 'Region is missing'))?.message).toMatch(/Set AWS_REGION, for example: make/);
});

test('what is no fault of credentials is not called one', () => {
  expect(accessFailure(error('ThrottlingException'))).toBeUndefined();
  expect(accessFailure('text')).toBeUndefined();
});
