import * as z from 'zod/mini';
import { problemMediaType, problems } from '../problems';
import { responses } from '../responses';
import { problemExample } from './examples';
import { headers, problemHeaders } from './headers';

type Json = Readonly<Record<string, unknown>>;

/** What operations share, by kind and name: each part is in the document once, and a reference to it elsewhere. */
export class Components {
  private readonly parts = {
    parameters: new Map<string, Json>(),
    responses: new Map<string, Json>(),
    schemas: new Map<string, Json>(Object.entries(responseSchemas())),
  };

  /** Adds a schema, and gives the reference to it. A name that another schema has gets a number. */
  schema(name: string, schema: Json): Json {
    return this.add('schemas', name, schema);
  }

  /** Adds a parameter, and gives the reference to it. */
  parameter(name: string, parameter: Json): Json {
    return this.add('parameters', name, parameter);
  }

  /** Adds a response, and gives the reference to it. */
  response(name: string, response: Json): Json {
    return this.add('responses', name, response);
  }

  /** Gives the reference to the problems of a status. */
  problem(status: number): Json {
    return this.response(`Problem${status}`, problemResponse(status));
  }

  /**
   * Makes the components object.
   * @param paths - what refers to it: schemas of answers that no operation of this deployment gives are left out
   */
  toJson(securitySchemes: Json, paths: Json): Json {
    const { parameters, responses } = this.parts;
    return {
      schemas: referred(this.parts.schemas, [paths, ...parameters.values(), ...responses.values()]),
      parameters: Object.fromEntries(this.parts.parameters),
      responses: Object.fromEntries(this.parts.responses),
      headers,
      ...(Object.keys(securitySchemes).length === 0 ? {} : { securitySchemes }),
    };
  }

  private add(kind: keyof Components['parts'], wanted: string, part: Json): Json {
    const known = this.parts[kind];
    const text = JSON.stringify(part);
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? wanted : `${wanted}${number}`;
      const held = known.get(name);
      if (held !== undefined && JSON.stringify(held) !== text) continue;
      known.set(name, part);
      return { $ref: `#/components/${kind}/${name}` };
    }
  }
}

/** Collects the schemas that documents refer to, and those that these refer to, in their order. */
function referred(schemas: ReadonlyMap<string, Json>, documents: readonly Json[]): Json {
  const found = new Set<string>();
  const open = documents.map((document) => JSON.stringify(document));
  for (const text of open) {
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      const schema = schemas.get(name);
      if (schema === undefined || found.has(name)) continue;
      found.add(name);
      open.push(JSON.stringify(schema));
    }
  }
  return Object.fromEntries([...schemas].filter(([name]) => found.has(name)));
}

/** Capitalizes a name, as components are. */
export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Makes the response with every problem of a status. */
function problemResponse(status: number): Json {
  const codes = Object.entries(problems).flatMap(([code, kind]) => (kind.status === status ? [code] : []));
  const schema = { $ref: '#/components/schemas/Problem' };
  return {
    description: `Problem: ${codes.join(', ')}`,
    headers: problemHeaders,
    content: { [problemMediaType]: { schema, example: problemExample(status) } },
  };
}

/** Makes the schemas of the answers. Objects stay open: a member that a later version adds breaks no client. */
function responseSchemas(): Readonly<Record<string, Json>> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(responses)) registry.add(schema, { id });
  const uri = (id: string): string => `#/components/schemas/${id}`;
  const { schemas } = z.toJSONSchema(registry, { uri, io: 'output', override: ({ jsonSchema }) => open(jsonSchema) });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema as Json]),
  );
}

/** Removes what zod adds to the contract: closed objects, JavaScript's limits of integers. */
function open(schema: Record<string, unknown>): void {
  if (schema.additionalProperties === false) delete schema.additionalProperties;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}
