import { defined } from '../../../../contract/defined';
import { Problem } from '../../../../lambda/domain/problem';
import { iamAuthentication } from '../../../../lambda/http/authentication';
import { aRequest } from '../../../support/events';
import { keyHolder } from '../../../support/security/callers';

const account = '123456789012';
const callerOf = iamAuthentication([
  { name: 'operators', principal_arn: `arn:aws:iam::${account}:role/team/Operators`, actions: ['start'] },
  { name: 'alice', principal_arn: `arn:aws:iam::${account}:user/alice`, actions: ['list'] },
  { name: 'china', principal_arn: 'arn:aws-cn:iam::210987654321:role/Operators', actions: ['list'] },
  keyHolder({ name: 'ci' }).entry,
]);

/** The name of the caller, or the code of the refusal. */
function asked(principalArn?: string): unknown {
  try {
    return callerOf({ ...aRequest(), ...defined({ principalArn }) }).name;
  } catch (error) {
    return error instanceof Problem ? error.code : error;
  }
}

test('the session of an assumed role is its role, whatever the path of the role', () => {
  expect(asked(`arn:aws:sts::${account}:assumed-role/Operators/alice@example.com`)).toBe('operators');
});

test('a user is itself', () => {
  expect(asked(`arn:aws:iam::${account}:user/alice`)).toBe('alice');
});

test('the same name in another account or partition is another principal', () => {
  expect(asked('arn:aws:sts::210987654321:assumed-role/Operators/x')).toBe('action_not_allowed');
  expect(asked('arn:aws-cn:sts::210987654321:assumed-role/Operators/x')).toBe('china');
});

test.each([
  ['another role', `arn:aws:sts::${account}:assumed-role/Admins/Operators`],
  ['a role with the name of a user', `arn:aws:sts::${account}:assumed-role/alice/x`],
  ['the root user', `arn:aws:iam::${account}:root`],
  ['a federated user', `arn:aws:sts::${account}:federated-user/alice`],
  ['a session with no name', `arn:aws:sts::${account}:assumed-role/Operators/`],
  ['what is no ARN', 'Operators'],
])('%s is no caller: 403, as it has shown who it is', (_, arn) => {
  expect(asked(arn)).toBe('action_not_allowed');
});

test('a request that nobody signed is 401, and says how to sign', () => {
  expect(asked()).toBe('unauthenticated');
  expect(() => callerOf(aRequest({ headers: { 'x-api-key': keyHolder({ name: 'ci' }).key } }))).toThrow(
    expect.objectContaining({ extras: { challenge: 'AWS4-HMAC-SHA256' } }),
  );
});

test('the audit trail learns the session, and so who was in the role', () => {
  const arn = `arn:aws:sts::${account}:assumed-role/Operators/alice`;

  expect(callerOf({ ...aRequest(), principalArn: arn }).credential).toBe(arn);
});
