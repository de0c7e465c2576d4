import type { ApiOperation, Endpoint, Schema } from './openapi';

/** The members of a body, with the descriptions that the document has. */
export function membersOf({ requestBody }: ApiOperation): readonly (readonly [name: string, schema: Schema])[] {
  const schema = requestBody?.content['application/json']?.schema;
  const schemas = schema?.anyOf ?? (schema === undefined ? [] : [schema]);
  const members = new Map<string, Schema>();
  for (const { properties = {} } of schemas) {
    for (const [name, member] of Object.entries(properties)) members.set(name, members.get(name) ?? member);
  }
  return [...members];
}

/** What values a schema takes, in few words. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) ?? '';
  if (schema.enum !== undefined) {
    const words = schema.enum.slice(0, 8).map(String).join(', ');
    return schema.enum.length > 8 ? `${words}, …` : words;
  }
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeOf))].join(' or ');
  if (schema.type === 'array') return `list of ${schema.items === undefined ? 'values' : typeOf(schema.items)}`;
  const range = schema.minimum === undefined ? '' : `, ${schema.minimum} to ${schema.maximum ?? '…'}`;
  return `${schema.type ?? 'any'}${range}`;
}

/** What a request begins with in the reference: the path filled in, and a body that changes nothing. */
export interface Example {
  readonly path: string;
  readonly query: string;
  readonly body: string;
}

/**
 * Makes an example that can be sent as it is.
 * @param instanceId - one that there is, where one is known
 */
export function exampleOf({ method, path, operation }: Endpoint, instanceId: string, region: string): Example {
  const values: Readonly<Record<string, string>> = {
    instance_id: instanceId,
    InstanceId: instanceId,
    id: instanceId,
    target: instanceId,
    region_name: region,
    user: 'John',
    // There is no dry run of its deletion, so it names one that there hardly is.
    name: method === 'DELETE' ? 'no-such-schedule' : 'office-hours',
    job_id: '00000000-0000-0000-0000-000000000000',
  };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name);
  const names = new Set([
    ...(operation.parameters ?? []).map((parameter) => parameter.name),
    ...membersOf(operation).map(([name]) => name),
  ]);
  const dry = names.has('dry_run');
  const named = names.has('instance_id') && instanceId !== '';
  if (operation.requestBody === undefined) {
    return {
      path: filled,
      query: dry ? 'dry_run=true' : method === 'GET' && names.has('page_size') ? 'page_size=10' : '',
      body: '',
    };
  }
  const body = {
    ...(names.has('action') ? { action: 'status' } : {}),
    ...(path.startsWith('/schedules')
      ? { tags: { Environment: 'dev' }, start: '0 8 * * mon-fri', stop: '0 19 * * mon-fri' }
      : {}),
    ...(named && !path.startsWith('/schedules') && path !== '/list' ? { instance_id: instanceId } : {}),
    ...(dry && !names.has('action') ? { dry_run: true } : {}),
  };
  return { path: filled, query: '', body: JSON.stringify(body, null, 2) };
}
