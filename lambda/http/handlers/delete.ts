import { isIPv4 } from 'node:net';
import { ChangeAction } from '../../../contract/actions';
import { sees } from '../../domain/caller';
import type { Selection } from '../../domain/instance';
import { Problem } from '../../domain/problem';
import type { Handler, RequestContext } from '../context';
import { changeAnswer, changeNow } from './change';

/**
 * Handles a delete inside the request: answers as soon as EC2 has accepted the termination.
 * @see docs/decisions/0006
 */
export const handleDelete: Handler = async (context) => {
  const selection = await targetSelection(context);
  const outcomes = await changeNow(context, ChangeAction.delete, selection);
  const answer = changeAnswer(context, ChangeAction.delete, selection, outcomes);
  const [only] = outcomes;
  const { target = '' } = context.parameters;
  const ip = isIPv4(target) ? target : (only?.ip ?? null);
  return { ...answer, body: { ...object(answer.body), status: only?.currentState ?? null, ip } };
};

/**
 * The instance that `target` stands for: an instance id, or a public or private IPv4 address.
 * @throws Problem `instance_not_found`, `ambiguous_address`
 */
export async function targetSelection(context: RequestContext): Promise<Selection> {
  const { parameters, region, credentials, caller } = context;
  const { target = '' } = parameters;
  if (!isIPv4(target)) return { kind: 'ids', ids: [target] };
  const found = (await context.ec2Of(region, credentials).findByAddress(target)).filter((instance) =>
    sees(caller, instance),
  );
  const [only] = found;
  if (only === undefined) throw new Problem('instance_not_found', `There is no instance with the address ${target}.`);
  if (found.length > 1) {
    const ids = found.map(({ instanceId }) => instanceId).join(', ');
    throw new Problem('ambiguous_address', `More than one instance has the address ${target}: ${ids}. Name one by id.`);
  }
  return { kind: 'ids', ids: [only.instanceId] };
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
