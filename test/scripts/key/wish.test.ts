import { readWish } from '../../../scripts/key/wish';

test.each([
  [
    { NAME: 'ci', ACTIONS: 'status, start,' },
    { kind: 'add', name: 'ci', actions: ['status', 'start'] },
  ],
  [
    { NAME: 'ci', TAGS: 'Team=web,Note=a=b,Empty=' },
    { kind: 'add', name: 'ci', tags: { Team: 'web', Note: 'a=b', Empty: '' } },
  ],
  [{ NAME: 'ci' }, { kind: 'add', name: 'ci' }],
  [
    { NAME: 'ops', ACTIONS: 'jobs:all', PRINCIPAL: 'arn:aws:iam::123456789012:role/team/ops' },
    { kind: 'add', name: 'ops', actions: ['jobs:all'], principal: 'arn:aws:iam::123456789012:role/team/ops' },
  ],
  [
    { NAME: 'ci', REMOVE: 'all' },
    { kind: 'remove', name: 'ci', which: 'all' },
  ],
  [
    { NAME: 'ci', REMOVE: '1' },
    { kind: 'remove', name: 'ci', which: 'all' },
  ],
  [
    { NAME: 'ci', REMOVE: 'old' },
    { kind: 'remove', name: 'ci', which: 'old' },
  ],
  [
    { NAME: 'ci', REMOVE: '3f2a1b9c' },
    { kind: 'remove', name: 'ci', which: { sha256: '3f2a1b9c' } },
  ],
])('%j is understood', (variables, wish) => {
  expect(readWish(variables)).toEqual(wish);
});

test('the session of a role, as `aws sts get-caller-identity` shows it, is led to its role', () => {
  const PRINCIPAL = 'arn:aws-cn:sts::123456789012:assumed-role/ops/alice';

  expect(readWish({ NAME: 'ops', PRINCIPAL })).toMatchObject({ principal: 'arn:aws-cn:iam::123456789012:role/ops' });
});

test.each([
  [{}, /NAME is missing\nusage: make key/],
  [{ NAME: 'ci', ACTIONS: 'start,fly' }, /ACTIONS is "start,fly"; it is a list of list, status, start/],
  [{ NAME: 'ci', ACTIONS: ',' }, /ACTIONS is ","/],
  [{ NAME: 'ci', TAGS: 'web' }, /TAGS is "web"; it is a list of Key=Value/],
  [{ NAME: 'ci', TAGS: '=web' }, /TAGS is "=web"/],
  [{ NAME: 'ci', TAGS: 'A=1,A=2' }, /each key once/],
  [{ NAME: 'ci', REMOVE: 'yes' }, /REMOVE is "yes"; it is all, old, or 8 to 64 hex digits/],
  [{ NAME: 'ci', REMOVE: '3f2a1b9' }, /REMOVE is "3f2a1b9"/],
])('%j is refused with what is wrong', (variables, message) => {
  expect(() => readWish(variables)).toThrow(message);
});

test.each(['ACTIONS', 'TAGS', 'PRINCIPAL', 'REMOVE'])(
  '%s that was given but is empty is a slip, not a wish',
  (name) => {
    for (const empty of ['', ' ']) {
      expect(() => readWish({ NAME: 'ci', ACTIONS: 'status', [name]: empty })).toThrow(
        `${name} was given, but is empty`,
      );
    }
  },
);
