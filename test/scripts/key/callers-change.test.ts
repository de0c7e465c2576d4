import { withCredential, without } from '../../../scripts/key/callers-change';
import { keyHolder, sha256 } from '../../support/security/callers';

const old = keyHolder({ name: 'ci', actions: ['start', 'status'], tags: { Team: 'web' } }).entry;
const fresh = { ...old, key_sha256: sha256('fresh') };
const other = keyHolder({ name: 'other', actions: ['list'] }).entry;
const hash = sha256('new');

describe('another key', () => {
  test('of a caller has its rights, and comes last', () => {
    expect(withCredential([old, other], { kind: 'add', name: 'ci' }, hash)).toEqual([
      old,
      other,
      { name: 'ci', key_sha256: hash, actions: ['start', 'status'], tags: { Team: 'web' } },
    ]);
  });

  test('may name the same rights again, in any order', () => {
    const wish = { kind: 'add', name: 'ci', actions: ['status', 'start'], tags: { Team: 'web' } } as const;

    expect(withCredential([old], wish, hash)).toHaveLength(2);
  });

  test('with other rights is refused, so that one name never means two things', () => {
    for (const wish of [{ actions: ['start'] as const }, { tags: { Team: 'db' } }]) {
      expect(() => withCredential([old], { kind: 'add', name: 'ci', ...wish }, hash)).toThrow('is a caller already');
    }
    expect(() => withCredential([other], { kind: 'add', name: 'other', tags: { Team: 'db' } }, hash)).toThrow(
      'is a caller',
    );
  });
});

test('a principal has no key', () => {
  const principal = 'arn:aws:iam::123456789012:role/ops';

  expect(withCredential([], { kind: 'add', name: 'ops', actions: ['list'], principal }, hash)).toEqual([
    { name: 'ops', principal_arn: principal, actions: ['list'] },
  ]);
});

describe('removing', () => {
  const entries = [old, other, fresh];

  test('takes a whole caller, its old keys, or one key, and leaves the others in their order', () => {
    expect(without(entries, { kind: 'remove', name: 'ci', which: 'all' })).toEqual([other]);
    expect(without(entries, { kind: 'remove', name: 'ci', which: 'old' })).toEqual([other, fresh]);
    const one = { sha256: fresh.key_sha256.slice(0, 8) };
    expect(without(entries, { kind: 'remove', name: 'ci', which: one })).toEqual([old, other]);
  });

  test('what is not there is refused, and what is there is named', () => {
    expect(() => without(entries, { kind: 'remove', name: 'nobody', which: 'all' })).toThrow('there are: ci, other');
    expect(() => without([], { kind: 'remove', name: 'nobody', which: 'all' })).toThrow('there are: none');
    expect(() => without(entries, { kind: 'remove', name: 'ci', which: { sha256: '00000000' } })).toThrow(
      `it has: key ${old.key_sha256?.slice(0, 8)}, key ${fresh.key_sha256.slice(0, 8)}`,
    );
    expect(() => without([other], { kind: 'remove', name: 'other', which: 'old' })).toThrow('has no such key');
  });
});
