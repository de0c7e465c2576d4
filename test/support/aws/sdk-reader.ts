import { AwsEc2QueryProtocol } from '@aws-sdk/core/protocols';
import { HttpResponse } from '@smithy/core/transport';
import { Ec2Protocol } from '../../../lambda/aws/ec2-protocol';
import type { Shape } from '../../../lambda/aws/xml/shape';

/** The schema by which the SDK reads what the shape reads, and nothing more. */
export function schemaOf(shape: Shape): unknown {
  if (typeof shape === 'string') return { text: 0, number: 1, flag: 2, time: 4 }[shape];
  if (shape.kind === 'list') return [1, 'test', 'List', 0, [schemaOf(shape.of as Shape), { xmlName: shape.element }]];
  const members = Object.entries(shape.members);
  return [
    3,
    'test',
    'Structure',
    0,
    members.map(([, [member]]) => member),
    members.map(([element, [, inner]]) => [() => schemaOf(inner), { xmlName: element }]),
  ];
}

/** What a value has of the members of a shape. */
export function partOf(value: unknown, shape: Shape): unknown {
  if (typeof shape === 'string' || typeof value !== 'object' || value === null) return value;
  if (shape.kind === 'list') return Array.isArray(value) ? value.map((item) => partOf(item, shape.of as Shape)) : value;
  const all: Readonly<Record<string, unknown>> = { ...value };
  const members = Object.values(shape.members).filter(([member]) => Object.hasOwn(all, member));
  return Object.fromEntries(members.map(([member, inner]) => [member, partOf(all[member], inner)]));
}

type Protocol = AwsEc2QueryProtocol;
type Operation = Parameters<Protocol['deserializeResponse']>[0];
type Context = Parameters<Protocol['deserializeResponse']>[1];

const settings = {
  defaultNamespace: 'com.amazonaws.ec2',
  xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15',
  version: '2016-11-15',
};

/** What a reader makes of a document: a value, an error that EC2 reports, or that it cannot be read. */
export type Reading =
  | { readonly value: unknown }
  | { readonly name: unknown; readonly message: unknown; readonly fault: unknown; readonly status: unknown }
  | 'cannot be read';

/** Reads an answer as the SDK does. */
export function readBySdk(operation: string, output: unknown, body: string, status = 200): Promise<Reading> {
  return read(new AwsEc2QueryProtocol(settings), operation, output, body, status);
}

/** Reads an answer as the function does. */
export function readByOwn(operation: string, body: string, status = 200): Promise<Reading> {
  return read(new Ec2Protocol(settings), operation, 'unit', body, status);
}

async function read(protocol: Protocol, name: string, output: unknown, text: string, status: number): Promise<Reading> {
  const bytes = Buffer.from(text);
  const body = Object.assign(bytes, { [Symbol.asyncIterator]: () => inParts(bytes) });
  const operation = { name: `com.amazonaws.ec2#${name}`, traits: 0, input: 'unit', output } as unknown as Operation;
  const response = new HttpResponse({ statusCode: status, headers: {}, body });
  try {
    const answer = await protocol.deserializeResponse(operation, {} as Context, response);
    const { $metadata, ...value } = answer as { readonly $metadata: unknown };
    return { value };
  } catch (error) {
    const { $fault, $metadata, name: code, message } = error as Record<string, unknown>;
    if ($fault === undefined) return 'cannot be read';
    return { name: code, message, fault: $fault, status: ($metadata as { httpStatusCode?: unknown }).httpStatusCode };
  }
}

async function* inParts(bytes: Buffer): AsyncGenerator<Buffer> {
  const size = Math.max(1, Math.ceil(bytes.length / 3));
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
