import { createHash } from 'node:crypto';
import { defined } from '../../../contract/defined';
import { DockerLabel } from '../../../contract/docker';
import { JobTag } from '../../../contract/jobs';
import type { Caller } from '../../domain/caller';
import type { Tag } from '../../domain/instance';
import { type ParameterError, Problem } from '../../domain/problem';
import { type LaunchSpec, usualInstanceType } from '../../instances/launch-spec';

/** What a request for a new instance says; its parameters have been checked one by one. */
export interface CreateRequest {
  readonly imageId?: string;
  readonly instanceType?: string;
  readonly name?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly keyName?: string;
  readonly subnetId?: string;
  readonly securityGroupIds?: readonly string[];
  readonly username?: string;
  readonly password?: string;
}

/** The deployment's rules for new instances. */
export interface CreateRules {
  /** Empty: every type. */
  readonly allowedInstanceTypes: readonly string[];
  /** Put on every instance, so that this API may change it. */
  readonly guardTag?: Tag;
  /** Put on every instance, so that this API may delete it. */
  readonly creatorTag: Tag;
}

/**
 * Plans a launch; the same for the same request and job id. Of the password only a salted hash goes on from here.
 * @throws Problem `invalid_parameter` with everything that is wrong
 */
export async function planLaunch(
  request: CreateRequest,
  rules: CreateRules,
  caller: Pick<Caller, 'name' | 'tags'>,
  jobId: string,
): Promise<LaunchSpec> {
  const { instanceType = defaultTypeOf(rules), username, password } = request;
  const { imageId, keyName, subnetId, securityGroupIds } = request;
  const own = ownTags(rules, caller, jobId);
  const wrong = launchErrors(request, rules, caller);
  if (wrong.length > 0) {
    throw new Problem('invalid_parameter', wrong.map(({ detail }) => detail).join(' '), { errors: wrong });
  }
  return {
    ...defined({ imageId }),
    instanceType,
    tags: { ...request.tags, ...defined({ Name: request.name }), ...own },
    ...defined({ keyName, subnetId, securityGroupIds }),
    ...(username === undefined || password === undefined
      ? {}
      : { login: { username, passwordHash: await cryptOf(password, jobId) } }),
  };
}

/** Finds everything that is wrong with a launch without calling AWS. */
export function launchErrors(
  request: CreateRequest,
  rules: CreateRules,
  caller: Pick<Caller, 'name' | 'tags'>,
): readonly ParameterError[] {
  const { instanceType = defaultTypeOf(rules) } = request;
  return [
    ...typeErrors(instanceType, rules),
    ...loginErrors(request),
    ...tagErrors(request, ownTags(rules, caller, '')),
  ];
}

/** Chooses the instance type where the request names none: the usual one, or the first that the deployment allows. */
export function defaultTypeOf({ allowedInstanceTypes: [first = usualInstanceType, ...others] }: CreateRules): string {
  return others.includes(usualInstanceType) ? usualInstanceType : first;
}

/**
 * Makes the tags that a request cannot choose. An instance that its caller sees by tags only carries them from launch
 * on.
 */
function ownTags(
  { guardTag, creatorTag }: CreateRules,
  caller: Pick<Caller, 'name' | 'tags'>,
  jobId: string,
): Readonly<Record<string, string>> {
  return {
    ...caller.tags,
    ...(guardTag === undefined ? {} : { [guardTag.key]: guardTag.value }),
    [creatorTag.key]: creatorTag.value,
    [JobTag.job]: jobId,
    [JobTag.requestedBy]: caller.name.slice(0, 256),
  };
}

function typeErrors(instanceType: string, { allowedInstanceTypes }: CreateRules): readonly ParameterError[] {
  if (allowedInstanceTypes.length === 0 || allowedInstanceTypes.includes(instanceType)) return [];
  const detail = `instance_type must be one that this deployment allows: ${allowedInstanceTypes.join(', ')}; got "${instanceType}".`;
  return [{ parameter: 'instance_type', detail }];
}

function loginErrors({ username, password }: CreateRequest): readonly ParameterError[] {
  if ((username === undefined) === (password === undefined)) return [];
  const parameter = username === undefined ? 'username' : 'password';
  return [{ parameter, detail: `${parameter} is missing: username and password are given together, or neither.` }];
}

/** Tags that EC2 allows on a resource. */
const mostTags = 50;

function tagErrors(
  { tags = {}, name }: CreateRequest,
  own: Readonly<Record<string, string>>,
): readonly ParameterError[] {
  const details: string[] = [];
  for (const [key, value] of Object.entries(tags)) {
    if (key.toLowerCase().startsWith('aws:'))
      details.push(`tags must not begin with "aws:", which AWS keeps for itself; got "${key}".`);
    else if (key === DockerLabel.default)
      details.push(`tags must not set "${key}": "make" finds its own instance by it.`);
    else if (key === JobTag.job || (Object.hasOwn(own, key) && own[key] !== value))
      details.push(`tags must not set "${key}": this API does.`);
  }
  if (name !== undefined && tags.Name !== undefined && tags.Name !== name) {
    details.push('name and the tag "Name" are given with different values.');
  }
  const count = new Set([...Object.keys(tags), ...Object.keys(own), ...(name === undefined ? [] : ['Name'])]).size;
  if (count > mostTags) {
    details.push(`tags must be at most ${mostTags - (count - Object.keys(tags).length)} beside this API's own.`);
  }
  return details.map((detail) => ({ parameter: 'tags', detail }));
}

/**
 * Hashes a password with SHA-512 crypt, in the form of `/etc/shadow`. The salt comes from the job's id: EC2 recognizes
 * a repeated launch only when its user data is the same.
 */
export async function cryptOf(password: string, jobId: string): Promise<string> {
  const { encrypt } = await import('unixcrypt');
  return encrypt(password, `$6$${saltOf(jobId)}`);
}

/** Makes a salt of 16 characters, the most that crypt takes. */
function saltOf(jobId: string): string {
  return createHash('sha256').update(`salt:${jobId}`).digest('base64').replace(/\+/g, '.').slice(0, 16);
}
