import * as z from 'zod/mini';

/** Gives a member of an answer the sentence that the OpenAPI document has for it. */
export function described<Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema {
  z.globalRegistry.add(schema, { description });
  return schema;
}

/** Makes the schema of a time: RFC 3339, UTC. */
export function time(description: string) {
  return described(z.iso.datetime(), description);
}

/** Makes the schema of an answer's sentence for people. */
export function message() {
  return described(z.string(), 'The answer in words, for a person.');
}

/** Makes the schema of the cursor of the next page. */
export function nextToken() {
  return z.optional(described(z.string(), 'The cursor of the next page; absent on the last one.'));
}
