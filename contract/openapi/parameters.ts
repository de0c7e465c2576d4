import * as z from 'zod/mini';
import { Compute } from '../docker';
import type { Profile } from '../environment';
import type { Front } from '../fronts';
import { Operation } from '../operations';
import { isEc2Only, type ParameterName, parameterEntry, spellings } from '../parameters';
import { credentialsParameters } from '../parameters/credentials';
import type { Route } from '../routes';
import { scheduleName } from '../schedules';
import { constraints, instancesOrJob, listText, tagText } from './values';

type Json = Readonly<Record<string, unknown>>;

/** What of a deployment decides which values its parameters take. */
export interface ParameterOptions {
  readonly profile: Profile;
  /** @default ec2 */
  readonly compute?: Compute;
  /** @default - the function */
  readonly front?: Front;
  /** Images that may be run, with containers. */
  readonly images?: readonly string[];
  /** Regions that a request may name; absent: not told. */
  readonly regions?: readonly string[];
  /** Instance types that may be launched; absent or empty: not told. */
  readonly instanceTypes?: readonly string[];
}

/**
 * Checks whether the parameter is of use there: credentials of the caller are refused outside of the lab, and for what
 * is always a job.
 */
export function isDocumented(
  name: ParameterName,
  { operation, preset }: Route,
  { profile, compute }: ParameterOptions,
): boolean {
  if (compute === Compute.docker && isEc2Only(name)) return false;
  const isJob = operation === Operation.create || preset?.async === true;
  return (profile === 'lab' && !isJob) || !(name in credentialsParameters);
}

/** Makes the parameter object of a path variable. */
export function pathParameter(variable: string, route: Route, options: ParameterOptions): Json {
  const name = spellings.get(route.pathNames?.[variable] ?? variable);
  const text = { type: 'string', minLength: 1 };
  const common = { name: variable, in: 'path', required: true };
  if (name === undefined) return { ...common, schema: text };
  const { description, kind } = parameterEntry(name);
  if (name === 'name') return { ...common, description, schema: { type: 'string', pattern: scheduleName.source } };
  if (kind === 'list') {
    return { ...common, description, schema: route.operation === Operation.status ? instancesOrJob : listText(name) };
  }
  return { ...common, description, schema: { ...text, ...schemaOf(name, options) } };
}

/** A parameter object with the name that it is sent under. */
export interface NamedParameter extends Json {
  readonly name: string;
}

/** Makes the parameter object of a value in the query string. */
export function queryParameter(name: ParameterName, options: ParameterOptions): NamedParameter {
  const { description, kind } = parameterEntry(name);
  if (kind === 'tags') {
    const schema = { type: 'array', items: tagText, minItems: 1 };
    return { name: 'tag', in: 'query', description, explode: true, schema };
  }
  const schema = schemaOf(name, options);
  return { name, in: 'query', description, ...(kind === 'list' ? { explode: false } : {}), schema };
}

/**
 * Makes the parameter object of a value in a header, where the parameter has one.
 * @param heeded - every use of the operation heeds it; else a value that is no use is not looked at
 */
export function headerParameter(
  name: ParameterName,
  options: ParameterOptions,
  heeded: boolean,
): readonly NamedParameter[] {
  const { header, description } = parameterEntry(name);
  if (header === undefined) return [];
  return [{ name: header, in: 'header', description, schema: heeded ? schemaOf(name, options) : { type: 'string' } }];
}

/** Makes the schema of a member of a JSON body. */
export function memberSchema(name: ParameterName, options: ParameterOptions): Json {
  const { description, kind } = parameterEntry(name);
  const schema = schemaOf(name, options);
  return kind === 'list' ? { description, anyOf: [listText(name), schema] } : { description, ...schema };
}

function schemaOf(
  name: ParameterName,
  { compute, front, regions, instanceTypes = [], images }: ParameterOptions,
): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(parameterEntry(name, compute, front).schema, { io: 'input' });
  if (name === 'image_id' && images !== undefined) return { type: 'string', enum: images };
  if (name === 'region' && regions !== undefined) return { type: 'string', enum: regions };
  if (name === 'instance_type' && instanceTypes.length > 0) return { type: 'string', enum: instanceTypes };
  return { ...schema, ...constraints[name] };
}
