import type { CallerEntry } from '../../contract/callers';
import { requireServable } from '../../server/start';

const withKey: CallerEntry = { name: 'ci', key_sha256: 'a'.repeat(64), actions: ['list'] };
const withPrincipal: CallerEntry = {
  name: 'ops',
  principal_arn: 'arn:aws:iam::123456789012:role/ops',
  actions: ['list'],
};

test('the lab is served open, and production with a caller that has a key', () => {
  expect(() => requireServable({ profile: 'lab', auth: 'none' })).not.toThrow();
  expect(() => requireServable({ profile: 'production', auth: 'key' }, [withPrincipal, withKey])).not.toThrow();
});

test.each([
  ['signatures, which only API Gateway verifies', 'production', 'iam', [withPrincipal]],
  ['production without callers', 'production', 'none', undefined],
  ['production whose callers have no key', 'production', 'key', [withPrincipal]],
  ['production with an empty callers file', 'production', 'key', []],
] as const)('%s is refused', (_, profile, auth, callers) => {
  expect(() => requireServable({ profile, auth }, callers)).toThrow(/key/);
});
