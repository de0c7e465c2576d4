import { runInNewContext } from 'node:vm';
import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';
import type { Members, Shape, Struct } from '../../lambda/aws/xml/shape';
import { type SchemaFile, UnknownShapeError } from './schema-file';
import { type ShapeCode, shapeCode } from './shape-code';

/** By operation, what the function reads of the answers of a client, with a reader of its own. */
export type OwnAnswers = Readonly<Record<string, Struct>>;

/**
 * Removes the shape of its answer, which nothing reads, from the code of an operation.
 * @throws Error when the function's shape of the answer is missing, or is not the SDK's
 */
export function withoutAnswer(file: SchemaFile, name: string, answers: OwnAnswers): ShapeCode {
  const operation = evaluate(file, name);
  const shape = answers[operation[2]];
  if (shape === undefined) throw new Error(`lambda/aws/ec2-answers.ts has no shape for the answer to ${operation[2]}.`);
  const wrong = differences(shape, NormalizedSchema.of(operation[5]), operation[2]);
  if (wrong.length > 0) {
    throw new Error(`lambda/aws/ec2-answers.ts is not what the AWS SDK has:\n${wrong.join('\n')}`);
  }
  const { code, references } = shapeCode(file, name);
  const [, answer = ''] = /\(\) => (\w+\$?)\s*\];$/.exec(code) ?? [];
  if (!references.includes(answer)) throw new UnknownShapeError(file.path, code);
  return {
    code: code.replace(/\(\) => \w+\$?\s*\];$/, '"unit"];'),
    references: references.filter((reference) => reference !== answer),
  };
}

/** Makes the shape of an operation what it is when its module has been loaded. */
function evaluate(file: SchemaFile, operation: string): StaticOperationSchema {
  const needed = new Map<string, string>();
  const add = (name: string): void => {
    if (needed.has(name)) return;
    const { code, references } = shapeCode(file, name);
    needed.set(name, code.replace(/^export /, ''));
    references.forEach(add);
  };
  add(operation);
  return runInNewContext(`${[...needed.values()].join('\n')}\n${operation};`);
}

/**
 * Compares the shape of an answer with the SDK's.
 * @returns a line for each member that the SDK has not, has by another element, or takes for something else
 */
export function differences(shape: Shape, schema: NormalizedSchema, path: string): readonly string[] {
  if (typeof shape === 'string') return is[shape](schema) ? [] : [`${path} is no ${shape}`];
  if (shape.kind === 'list') {
    if (!schema.isListSchema() || schema.getMergedTraits().xmlFlattened) return [`${path} is no list`];
    const item = schema.getValueSchema();
    const element = item.getMergedTraits().xmlName ?? 'member';
    if (element !== shape.element) return [`${path} is a list of <${element}>`];
    return differences(shape.of, item, `${path}[]`);
  }
  if (schema.isUnitSchema()) return Object.keys(shape.members).map((element) => `${path} has no <${element}>`);
  if (!schema.isStructSchema() || schema.isUnionSchema()) return [`${path} is no structure`];
  return membersThatDiffer(shape.members, schema, path);
}

function membersThatDiffer(members: Members, schema: NormalizedSchema, path: string): readonly string[] {
  const known = new Map(schema.structIterator());
  return Object.entries(members).flatMap(([element, [member, shape]]) => {
    const memberSchema = known.get(member);
    if (memberSchema === undefined) return [`${path} has no ${member}`];
    const written = memberSchema.getMemberTraits().xmlName ?? member;
    if (written !== element) return [`${path}.${member} is written <${written}>`];
    return differences(shape, memberSchema, `${path}.${member}`);
  });
}

/** Schemas of times that say nothing of their form (4), or RFC 3339 (5). */
const rfc3339: readonly unknown[] = [4, 5];

const is = {
  text: (schema) => schema.isStringSchema() && schema.getMergedTraits().mediaType === undefined,
  number: (schema) => schema.isNumericSchema(),
  flag: (schema) => schema.isBooleanSchema(),
  time: (schema) => schema.isTimestampSchema() && rfc3339.includes(schema.getSchema()),
} as const satisfies Record<string, (schema: NormalizedSchema) => boolean>;
