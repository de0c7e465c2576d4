import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CallerAction } from '../../contract/actions';
import { readCallers } from '../../contract/callers';
import { keyHolder } from '../support/security/callers';

const ci = keyHolder({ name: 'ci', actions: ['start'], tags: { Team: 'web' } }).entry;
const ops = { name: 'ops', principal_arn: 'arn:aws:iam::123456789012:role/team/ops', actions: ['list', 'jobs:all'] };
const read = (callers: unknown): unknown => readCallers(JSON.stringify(callers), 'callers.json');

test('keys and principals are callers, and one caller may have two keys', () => {
  const second = { ...ci, key_sha256: 'a'.repeat(64), actions: ['start', 'start'] };

  expect(read([ci, ops, second])).toEqual([ci, ops, second]);
  expect(read([])).toEqual([]);
});

test('the example that the repository ships is a callers file, and has every action in it', () => {
  const file = resolve(__dirname, '../../config/callers.example.json');

  const callers = readCallers(readFileSync(file, 'utf8'), file);

  expect(new Set(callers.flatMap(({ actions }) => actions))).toEqual(new Set(Object.values(CallerAction)));
});

test.each<[string, unknown, string]>([
  ['no list', {}, 'the list: is missing, or is not of type array'],
  ['an empty name', [{ ...ci, name: '' }], '[0].name: is not 1 to 64'],
  ['a key instead of its hash', [{ ...ci, key_sha256: 'ec2c_hunter22' }], '[0].key_sha256: is not a SHA-256'],
  ['a hash in capitals', [{ ...ci, key_sha256: 'A'.repeat(64) }], '[0].key_sha256: is not a SHA-256'],
  ['neither key nor principal', [{ name: 'x', actions: ['list'] }], '[0]: needs either key_sha256 or principal_arn'],
  ['both', [{ ...ci, ...ops }], '[0]: needs either key_sha256 or principal_arn'],
  [
    'the ARN of a session',
    [{ ...ops, principal_arn: 'arn:aws:sts::123456789012:assumed-role/ops/x' }],
    '[0].principal_arn: is not',
  ],
  [
    'a pattern for principals',
    [{ ...ops, principal_arn: 'arn:aws:iam::123456789012:role/*' }],
    '[0].principal_arn: is not',
  ],
  ['an unknown action', [{ ...ci, actions: ['start', 'all'] }], '[0].actions[1]: is not one of list, status'],
  ['no action', [{ ...ci, actions: [] }], '[0].actions: names no action'],
  ['no tag', [{ ...ci, tags: {} }], '[0].tags: has no tag'],
  ['a slip of the pen', [{ ...ci, tag: { Team: 'web' } }], '[0]: has unknown members: tag'],
  ['a key twice', [ci, { ...ci, name: 'cj' }], 'the list: has a key or principal twice'],
  [
    'a principal twice, by its path and without',
    [ops, { ...ops, name: 'admins', principal_arn: 'arn:aws:iam::123456789012:role/ops' }],
    'the list: has a key or principal twice',
  ],
  [
    'a principal twice, in another case, which IAM does not tell apart',
    [ops, { ...ops, name: 'admins', principal_arn: 'arn:aws:iam::123456789012:role/team/OPS' }],
    'the list: has a key or principal twice',
  ],
  [
    'two rights under one name',
    [ci, { ...ci, key_sha256: 'a'.repeat(64), tags: { Team: 'db' } }],
    'the list: has entries of one name',
  ],
])('%s is refused at its place', (_, callers, mistake) => {
  expect(() => read(callers)).toThrow(mistake);
});

test('every mistake is named at once, and no value is quoted', () => {
  const callers = [
    { ...ci, key_sha256: 'hunter22' },
    { name: 'hunter22!', actions: ['hunter22'] },
  ];

  expect(() => read(callers)).toThrow(/\[0\]\.key_sha256.*\[1\]\.name.*\[1\]\.actions\[0\]/s);
  expect(() => read(callers)).not.toThrow('hunter22');
});

test('a tag that would be lost on reading, and a caller with it that sees more, is refused', () => {
  const text = JSON.stringify([ci]).replace('"Team":"web"', '"Team":"web","__proto__":"x"');

  expect(() => readCallers(text, 'callers.json')).toThrow('has a member "__proto__"');
});

test.each([
  ['the tags', '"tags":{"Team":"web"},"tags":{"Env":"dev"}'],
  ['one tag', '"tags":{"Team":"web","Team":"db"}'],
  ['one tag, in another spelling', '"tags":{"Team":"web","T\\u0065am":"db"}'],
])('a member that is there twice is refused, as only the last would count: %s', (_, twice) => {
  const text = JSON.stringify([ci, ops]).replace('"tags":{"Team":"web"}', twice);

  expect(() => readCallers(text, 'callers.json')).toThrow('callers.json has a member twice in one object');
});

test('quotes, colons and backslashes in values are no members', () => {
  const odd = { ...ci, tags: { 'a":"b': '\\":"c": {', "it's": ':' } };

  expect(read([odd])).toEqual([odd]);
});
