import { Problem } from '../../../../lambda/domain/problem';
import { keyAuthentication } from '../../../../lambda/http/authentication';
import { aRequest } from '../../../support/events';
import { keyHolder, sha256 } from '../../../support/security/callers';

const ci = keyHolder({ name: 'ci', actions: ['start'], tags: { Team: 'web' } });
const ops = keyHolder({ name: 'ops' });
const role = { name: 'role', principal_arn: 'arn:aws:iam::123456789012:role/ops', actions: ['list'] } as const;
const callerOf = keyAuthentication([ci.entry, role, ops.entry]);

/** The name of the caller, or the code and the challenge of the refusal. */
function asked(headers: Readonly<Record<string, string>>): unknown {
  try {
    return callerOf(aRequest({ headers })).name;
  } catch (error) {
    return error instanceof Problem ? [error.code, error.extras.challenge] : error;
  }
}

const refused = ['unauthenticated', 'Bearer realm="ec2-control"'];

test('a caller is known by its key in either header', () => {
  expect(asked({ 'x-api-key': ci.key })).toBe('ci');
  expect(asked({ authorization: `Bearer ${ops.key}` })).toBe('ops');
  expect(asked({ authorization: `bearer   ${ops.key} ` })).toBe('ops');
});

test('a caller has the rights of its entry, and tells which key it used', () => {
  const caller = callerOf(aRequest({ headers: { 'x-api-key': ci.key } }));

  expect(caller).toEqual({
    name: 'ci',
    actions: ['start'],
    tags: { Team: 'web' },
    credential: sha256(ci.key).slice(0, 8),
  });
});

test('the same key in both headers is fine, different ones are not', () => {
  expect(asked({ 'x-api-key': ci.key, authorization: `Bearer ${ci.key}` })).toBe('ci');
  expect(asked({ 'x-api-key': ci.key, authorization: `Bearer ${ops.key}` })).toEqual(refused);
});

test('an authorization of another kind is not looked at where there is a key', () => {
  expect(asked({ 'x-api-key': ci.key, authorization: 'Basic Zm9vOmJhcg==' })).toBe('ci');
  expect(asked({ authorization: `Basic ${ci.key}` })).toEqual(refused);
});

test.each([
  ['nothing', {}],
  ['an empty key', { 'x-api-key': '' }],
  ['an empty bearer', { authorization: 'Bearer ' }],
  ['another key', { 'x-api-key': 'hunter2' }],
  ['a key that lacks its end', { 'x-api-key': ci.key.slice(0, -1) }],
  ['a key with more behind it', { 'x-api-key': `${ci.key}x` }],
  ['the hash of a key', { 'x-api-key': sha256(ci.key) }],
  ['two keys with a comma', { 'x-api-key': `${ci.key},${ops.key}` }],
  ['an endless key', { 'x-api-key': ci.key.repeat(1000) }],
  ['the ARN of a principal', { 'x-api-key': role.principal_arn }],
])('%s is nobody', (_, headers) => {
  expect(asked(headers)).toEqual(refused);
});

test('two keys of one caller are the same caller, until one is removed', () => {
  const old = { ...keyHolder({ name: 'ci-old' }), name: 'ci' };
  const entries = [{ ...old.entry, name: 'ci' }, ci.entry];
  const withOld = aRequest({ headers: { 'x-api-key': old.key } });
  const withNew = aRequest({ headers: { 'x-api-key': ci.key } });

  expect([withOld, withNew].map((request) => keyAuthentication(entries)(request).name)).toEqual(['ci', 'ci']);
  expect(() => keyAuthentication([ci.entry])(withOld)).toThrow('unauthenticated');
  expect(keyAuthentication([ci.entry])(withNew).name).toBe('ci');
});

test('nobody is known where there are no callers', () => {
  expect(() => keyAuthentication([])(aRequest({ headers: { 'x-api-key': ci.key } }))).toThrow('unauthenticated');
});
