import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize } from '../../synthesis';
import { statementsOf } from '../documents';

const folder = join(__dirname, '../../../../lambda');

/** How IAM names the services of the SDK's clients. */
const services: Readonly<Record<string, string>> = {
  'client-dynamodb': 'dynamodb',
  'client-ec2': 'ec2',
  'client-sfn': 'states',
  'client-ssm': 'ssm',
};

/** Every call that the function's adapters make, as IAM names it: an import of `XCommand` from a client. */
function calls(): readonly string[] {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const imports = sources.flatMap((file) => [
    ...readFileSync(join(folder, file), 'utf8').matchAll(/import \{([^}]*)\} from '@aws-sdk\/([\w-]+)'/g),
  ]);
  const made = imports.flatMap(([, names = '', client = '']) =>
    [...names.matchAll(/(?<!type )\b(\w+)Command\b/g)].map(([, name]) => `${services[client] ?? client}:${name}`),
  );
  return [...new Set(made.flatMap((call) => rightsOf[call] ?? call))].sort();
}

/** Calls that IAM knows by the rights of what they are made of. */
const rightsOf: Readonly<Record<string, readonly string[]>> = {
  'dynamodb:TransactWriteItems': ['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
};

/** Rights that no call of the adapters has the name of. */
const implied = [
  'ec2:CreateTags', // RunInstances with tags
  'logs:CreateLogStream', // Lambda itself
  'logs:PutLogEvents',
];

test('every AWS call of the function has its right, and every right its call', () => {
  const rights = statementsOf(synthesize().template, 'ControlRole')
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => Action);

  expect([...new Set(rights)].sort()).toEqual([...calls(), ...implied].sort());
});

test('the scan sees the calls', () => {
  expect(calls()).toEqual(
    expect.arrayContaining(['ec2:StopInstances', 'dynamodb:UpdateItem', 'states:StartExecution']),
  );
});
