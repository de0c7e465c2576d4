/** The parts of an OpenAPI 3.1 document that the reference draws. */
export interface OpenApi {
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

export interface ApiOperation {
  readonly summary: string;
  readonly parameters?: readonly ApiParameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<
      string,
      { readonly description: string; readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }
    >
  >;
}

export interface ApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

export interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly $ref?: string;
}

/** One method of one path. */
export interface Endpoint {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly operation: ApiOperation;
}

/** All methods of all paths, in the document's order, with what they refer to in its components put in. */
export function endpointsOf(document: OpenApi): readonly Endpoint[] {
  const found = <T extends object>(part: T | Reference): T => lookUp(document, part);
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, written]) => {
      const { parameters = [], requestBody, responses } = written;
      const body = requestBody?.content['application/json'];
      const schema = body === undefined ? undefined : found(body.schema);
      const bodies = schema?.anyOf?.map((one) => found(one));
      const operation: ApiOperation = {
        ...written,
        parameters: parameters.map((one) => found(one)),
        responses: Object.fromEntries(Object.entries(responses).map(([status, one]) => [status, found(one)])),
        ...(schema === undefined
          ? {}
          : {
              requestBody: {
                content: { 'application/json': { schema: bodies ? { ...schema, anyOf: bodies } : schema } },
              },
            }),
      };
      return { id: `${method} ${path}`, method: method.toUpperCase(), path, operation };
    }),
  );
}

interface Reference {
  readonly $ref?: string;
}

/** What a part of the document says, wherever it says it: `#/components/…` is looked up. */
function lookUp<T extends object>(document: OpenApi, part: T | Reference): T {
  const { $ref } = part as Reference;
  if ($ref === undefined) return part as T;
  const steps = $ref.replace(/^#\//, '').split('/');
  const target = steps.reduce<unknown>(
    (at, step) => (at as Readonly<Record<string, unknown>> | undefined)?.[step],
    document,
  );
  return (target ?? {}) as T;
}
