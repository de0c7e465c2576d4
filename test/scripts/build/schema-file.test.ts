import { readFileSync } from 'node:fs';
import { readSchemaFile, UnknownShapeError } from '../../../scripts/build/schema-file';
import { registrationCode, shapeCode } from '../../../scripts/build/shape-code';

const file = (client: string): string => `node_modules/@aws-sdk/client-${client}/dist-es/schemas/schemas_0.js`;
const ec2 = readFileSync(file('ec2'), 'utf8');

const small = `const _I = "Instance";
const _T = "Tag";
const _n = "name";
const _xN = "xmlName";
const n0 = "com.example";
import { TypeRegistry } from "@smithy/core/schema";
import { ExampleError } from "../models/errors";
const n0_registry = new TypeRegistry(n0);
export var ExampleError$ = [-3, n0, _I, 0, [], []];
n0_registry.registerError(ExampleError$, ExampleError);
export const errorTypeRegistries = [
    n0_registry,
];
export var Instance$ = [3, n0, _I,
    0,
    [_n, \`Tags\`],
    [[0, { [_xN]: _n }], [() => TagList, 0]], 1
];
var TagList = [1, n0, \`TagList\`, 0, () => Tag$];
export var Tag$ = [3, n0, _T, 0, [_n], [64 | 0]];
`;

test.each(['ec2', 'dynamodb', 'sfn', 'ssm'])('the shapes of client-%s are read, every one of them', (client) => {
  const path = file(client);

  const read = readSchemaFile(path, readFileSync(path, 'utf8'));

  expect(read.shapes.size).toBeGreaterThan(100);
  for (const name of read.shapes.keys()) expect(() => shapeCode(read, name)).not.toThrow();
});

test('a shape becomes code without computed keys that names the shapes it refers to', () => {
  const { code, references } = shapeCode(readSchemaFile('small.js', small), 'Instance$');

  expect(code.replace(/\s+/g, ' ')).toBe(
    'export var Instance$ = [3, "com.example", "Instance", 0, ["name", `Tags`], [[0, { "xmlName": "name" }], [() => TagList, 0]], 1 ];',
  );
  expect(references).toEqual(['TagList']);
});

test('the registration of errors stays whole, with its shapes and constants', () => {
  const { code, references } = registrationCode(readSchemaFile('small.js', small));

  expect(code).toContain('const n0 = "com.example";');
  expect(code).toContain('n0_registry.registerError(ExampleError$, ExampleError);');
  expect(references).toEqual(['ExampleError$']);
});

test.each([
  ['a statement of another kind', (text: string) => `${text}Instance$.push(1);\n`],
  ['a class', (text: string) => `${text}export class Instance {\n}\n`],
  ['shapes as constants', (text: string) => text.replaceAll('export var ', 'export const ')],
  ['no error registries', (text: string) => text.replace(/export const errorTypeRegistries[^;]+;\n/, '')],
  ['no shapes', (text: string) => text.replace(/^(export )?var [^;]+;\n/gm, '')],
  ['a file that ends in the middle of a statement', (text: string) => text.slice(0, -3)],
])('the build stops at a schema file with %s', (_kind, mutate) => {
  const mutated = mutate(ec2);

  expect(mutated).not.toBe(ec2);
  expect(() => readSchemaFile('schemas_0.js', mutated)).toThrow(UnknownShapeError);
});

test.each([
  ['a computed key that is no constant', (text: string) => text.replace('{ [_xN]: _n }', '{ [key]: _n }')],
  ['a call', (text: string) => text.replace('{ [_xN]: _n }', 'traits(_n)')],
  ['a function with a body', (text: string) => text.replace('() => TagList', '() => { return TagList }')],
  ['a substitution in a string', (text: string) => text.replace('`Tags`', '`$' + '{_n}`')],
  ['a reference to nothing', (text: string) => text.replace('() => TagList', '() => TagSet')],
  ['a computed key of a shape', (text: string) => text.replace('[_xN]:', '[Tag$]:')],
])('the build stops at a shape with %s', (_kind, mutate) => {
  const mutated = mutate(small);
  const read = readSchemaFile('small.js', mutated);

  expect(mutated).not.toBe(small);
  expect(() => shapeCode(read, 'Instance$')).toThrow(UnknownShapeError);
});
