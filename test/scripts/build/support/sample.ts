import type { NormalizedSchema } from '@smithy/core/schema';

/** Shapes that contain themselves (DynamoDB's values) end at this depth. */
const deepest = 12;

/** A value with every member of a shape, at every depth, made from the members' names. */
export function sample(schema: NormalizedSchema, name = 'Value', depth = 0): unknown {
  if (depth > deepest) return undefined;
  if (schema.isUnitSchema()) return {};
  if (schema.isUnionSchema()) {
    // One member at a time is all that a union holds.
    const [[member, inner] = []] = schema.structIterator();
    return member === undefined || inner === undefined ? {} : { [member]: sample(inner, name, depth + 1) };
  }
  if (schema.isStructSchema()) {
    const members = [...schema.structIterator()];
    return Object.fromEntries(members.map(([member, inner]) => [member, sample(inner, member, depth + 1)]));
  }
  if (schema.isListSchema()) {
    return [1, 2].map((index) => sample(schema.getValueSchema(), `${name}${index}`, depth + 1));
  }
  if (schema.isMapSchema()) return { [`${name}Key`]: sample(schema.getValueSchema(), name, depth + 1) };
  if (schema.isTimestampSchema()) return new Date('2026-01-02T03:04:05.000Z');
  if (schema.isBooleanSchema()) return true;
  if (schema.isNumericSchema()) return name.length;
  if (schema.isBlobSchema()) return new TextEncoder().encode(name);
  return `${name} & more`;
}

/** The value as EC2 would send it, below an element of this name. */
export function xmlOf(schema: NormalizedSchema, value: unknown, element: string): string {
  if (schema.isStructSchema() && isRecord(value)) {
    const members = [...schema.structIterator()].map(([member, inner]) =>
      xmlOf(inner, value[member], String(inner.getMergedTraits().xmlName ?? member)),
    );
    return `<${element}>${members.join('')}</${element}>`;
  }
  if (schema.isListSchema() && Array.isArray(value)) {
    const item = schema.getValueSchema();
    const items = value.map((one) => xmlOf(item, one, String(item.getMergedTraits().xmlName ?? 'member')));
    return `<${element}>${items.join('')}</${element}>`;
  }
  if (value === undefined) return '';
  return `<${element}>${escaped(textOf(value))}</${element}>`;
}

/** The value as a service that speaks JSON would send it. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value, function (this: unknown, key: string, shown: unknown) {
    const raw = isRecord(this) ? this[key] : shown;
    if (raw instanceof Date) return raw.getTime() / 1000;
    if (raw instanceof Uint8Array) return Buffer.from(raw).toString('base64');
    return shown;
  });
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return String(value);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
