import { isIPv4 } from 'node:net';
import { ChangeAction } from '../../../contract/actions';
import type { ResponseBody } from '../../../contract/responses';
import { sees } from '../../domain/caller';
import type { Selection } from '../../domain/instance';
import type { Outcome } from '../../domain/outcome';
import { Problem } from '../../domain/problem';
import type { Handler, RequestContext } from '../context';
import { changeNow, singleAnswer, tenseOf } from './change';

/**
 * Handles a delete inside the request: answers as soon as EC2 has accepted the termination.
 * @see docs/decisions/0006
 */
export const handleDelete: Handler = async (context) => {
  const [outcome] = await changeNow(context, ChangeAction.delete, await targetSelection(context));
  if (outcome === undefined) throw new Error('a delete of one instance has no outcome');
  const answer = singleAnswer(ChangeAction.delete, outcome, tenseOf(context));
  return { ...answer, body: { ...answer.body, ...deleteShape(context, outcome) } };
};

/** Shapes what only the answer to a delete has: the state under its older name, and the address that was asked for. */
export function deleteShape(
  { parameters: { target = '' } }: RequestContext,
  { currentState, ip }: Outcome,
): Required<Pick<ResponseBody<'InstanceChange'>, 'status' | 'ip'>> {
  return { status: currentState, ip: isIPv4(target) ? target : ip };
}

/**
 * Resolves `target` to one instance: an instance id, or a public or private IPv4 address.
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
