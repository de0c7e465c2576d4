import type { ParameterName } from '../parameters';
import { syntax } from '../patterns';
import { instanceStates } from '../states';

type Json = Readonly<Record<string, unknown>>;

const { instanceId, uuid, ipv4 } = syntax;

/** What one item of a parameter that is a list looks like, and how many may follow the first. */
const items: Partial<Readonly<Record<ParameterName, readonly [pattern: string, more: string]>>> = {
  instance_id: [instanceId, '*'],
  state: [`(${instanceStates.join('|')})`, '*'],
  security_group_ids: [syntax.securityGroupId, '{0,15}'],
};

/** Makes the schema of a list that is written as one text, with commas. */
export function listText(name: ParameterName): Json {
  const [item, more] = items[name] ?? ['[^,]+', '*'];
  return { type: 'string', pattern: `^${item}(,${item})${more}$` };
}

/** The schema of `/status/{id}`, which takes instances or a job. */
export const instancesOrJob: Json = { type: 'string', pattern: `^(${instanceId}(,${instanceId})*|${uuid})$` };

/** What the checks of a parameter ask for beyond the type that its schema has, in terms of JSON Schema. */
export const constraints: Partial<Readonly<Record<ParameterName, Json>>> = {
  instance_id: { items: { type: 'string', pattern: `^${instanceId}$` } },
  target: { pattern: `^(${instanceId}|${ipv4})$` },
  tags: { minProperties: 1, maxProperties: 50 },
  stop_after: {
    pattern: '^([0-9]{1,9}[smhd]|P(?=.)([0-9]{1,9}D)?(T(?=.)([0-9]{1,9}H)?([0-9]{1,9}M)?([0-9]{1,9}S)?)?)$',
    examples: ['2h', 'PT90M'],
  },
};

/** The schema of one tag in a query. */
export const tagText: Json = { type: 'string', pattern: '^[^=]{1,128}=.{0,256}$', examples: ['Env=dev'] };
