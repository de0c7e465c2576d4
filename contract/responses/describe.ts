import * as z from 'zod/mini';

/** Gives a member of an answer the sentence that the OpenAPI document has for it. */
export function described<Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema {
  z.globalRegistry.add(schema, { description });
  return schema;
}

/** A time in an answer: RFC 3339, UTC. */
export function time(description: string) {
  return described(z.iso.datetime(), description);
}

/** The sentence of every answer for a person. */
export function message() {
  return described(z.string(), 'The answer in words, for a person.');
}

/** The cursor of the next page. */
export function nextToken() {
  return z.optional(described(z.string(), 'The cursor of the next page; absent on the last one.'));
}
