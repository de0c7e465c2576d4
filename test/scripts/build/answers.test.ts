import { readFileSync } from 'node:fs';
import { ec2Answers } from '../../../lambda/aws/ec2-answers';
import { withoutAnswer } from '../../../scripts/build/answers';
import { readSchemaFile, type SchemaFile, UnknownShapeError } from '../../../scripts/build/schema-file';

const path = 'node_modules/@aws-sdk/client-ec2/dist-es/schemas/schemas_0.js';
const ec2 = readSchemaFile(path, readFileSync(path, 'utf8'));

/** EC2's shapes after a change of the SDK to one of them. */
function changed(name: string, change: (expression: string) => string): SchemaFile {
  const before = ec2.shapes.get(name) ?? '';
  const after = change(before);
  expect(after).not.toBe(before);
  return { ...ec2, shapes: new Map([...ec2.shapes, [name, after]]) };
}

test.each(Object.keys(ec2Answers))(
  'the shape of the answer to %s is what the SDK has, and is left out',
  (operation) => {
    const { code, references } = withoutAnswer(ec2, `${operation}$`, ec2Answers);

    expect(code).toMatch(new RegExp(`^export var ${operation}\\$ = \\[9, .*"unit"\\];$`, 's'));
    expect(references).toEqual([`${operation}Request$`]);
  },
);

test.each([
  [
    'has a member by another name',
    'Instance$',
    (text: string) => text.replace('_SRt,', '`Reason`,'),
    /has no StateReason/,
  ],
  ['writes a member otherwise', 'Placement$', (text: string) => text.replace('_aZ ', '`zone` '), /is written <zone>/],
  ['writes items otherwise', 'ReservationList', (text: string) => text.replace('_it', '`member`'), /list of <member>/],
  ['makes a structure of a text', 'Tag$', (text: string) => text.replace('[[0,', '[[() => Tag$,'), /Key is no text/],
  ['makes a text of a number', 'InstanceState$', (text: string) => text.replace('[[1,', '[[0,'), /Code is no number/],
  ['makes a text of a time', 'Instance$', (text: string) => text.replaceAll('[4,', '[0,'), /LaunchTime is no time/],
  ['makes a text of a flag', 'HibernationOptions$', (text: string) => text.replace('[[2,', '[[0,'), /is no flag/],
  ['makes a structure of a list', 'TagList', () => '[3, n0, _TL, 0, [], []]', /Tags is no list/],
  ['makes a list of a structure', 'StateReason$', () => '[1, n0, _SRt, 0, 0]', /StateReason is no structure/],
  ['answers with nothing', 'DescribeInstancesResult$', () => '"unit"', /has no <reservationSet>/],
])('the build stops where the SDK %s', (_what, name, change, message) => {
  expect(() => withoutAnswer(changed(name, change), 'DescribeInstances$', ec2Answers)).toThrow(message);
});

test('the build stops at an operation of which no answer can be read', () => {
  expect(() => withoutAnswer(ec2, 'DescribeVolumes$', ec2Answers)).toThrow(
    /no shape for the answer to DescribeVolumes/,
  );
});

test('the build stops where an operation does not end with its answer', () => {
  const file = changed('DescribeInstances$', (text) => text.replace(/\]$/, ', 1]'));

  expect(() => withoutAnswer(file, 'DescribeInstances$', ec2Answers)).toThrow(UnknownShapeError);
});
