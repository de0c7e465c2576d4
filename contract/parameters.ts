import type * as z from 'zod/mini';
import { Compute } from './docker';
import { Front } from './fronts';
import type { Operation } from './operations';
import { changeParameters, serverValues } from './parameters/change';
import { credentialsParameters } from './parameters/credentials';
import { dockerValues, ec2Only } from './parameters/docker';
import { launchParameters } from './parameters/launch';
import { pagingParameters } from './parameters/paging';
import type { Parameter } from './parameters/parameter';
import { scheduleParameters } from './parameters/schedule';
import { selectionParameters } from './parameters/selection';

/** Every parameter of the API (API contract, section 2). */
export const parameters = {
  ...selectionParameters,
  ...credentialsParameters,
  ...pagingParameters,
  ...changeParameters,
  ...launchParameters,
  ...scheduleParameters,
} as const;

export type ParameterName = keyof typeof parameters;

/** The parameters of a request after reading: typed, and absent where not given. */
export type Parameters = { readonly [Name in ParameterName]?: z.output<(typeof parameters)[Name]['schema']> };

/**
 * Looks up a parameter, with its optional members readable.
 * @param compute - with containers some parameters take other values
 * @param front - at a server some do
 */
export function parameterEntry(
  name: ParameterName,
  compute: Compute = Compute.ec2,
  front: Front = Front.function,
): Parameter<z.ZodMiniType> {
  return {
    ...parameters[name],
    ...(compute === Compute.docker ? (dockerValues as OtherValues)[name] : undefined),
    ...(front === Front.server ? (serverValues as OtherValues)[name] : undefined),
  };
}

type OtherValues = Readonly<Partial<Record<ParameterName, Pick<Parameter<z.ZodMiniType>, 'schema' | 'rule'>>>>;

/** Checks whether the parameter has a meaning with EC2 only. */
export function isEc2Only(name: ParameterName): boolean {
  return (ec2Only as readonly ParameterName[]).includes(name);
}

/** Lists the parameters of an operation. */
export function parametersOf(operation: Operation): readonly ParameterName[] {
  return parameterNames.filter((name) => parameterEntry(name).operations.includes(operation));
}

export const parameterNames = Object.keys(parameters) as ParameterName[];

/** Every accepted spelling of a parameter, with its name. */
export const spellings: ReadonlyMap<string, ParameterName> = new Map(
  parameterNames.flatMap((name) => [name, ...(parameterEntry(name).aliases ?? [])].map((spelling) => [spelling, name])),
);
