import type { ResponseBody } from '../../../contract/responses';
import type { Reason } from '../../domain/outcome';
import { Problem } from '../../domain/problem';
import { status } from '../../instances/status';
import { isJobId } from '../../jobs/model';
import type { JsonHandler } from '../context';
import { fitting } from '../fit';
import { isSingle, selectionOf } from '../scope';
import { instanceShape, reasonShape } from '../shapes';

/** Handles `status`: one instance, or several with a result for each id that could not be read. */
export const handleStatus: JsonHandler<ResponseBody<'InstanceStatus' | 'InstanceStatuses' | 'Job'>> = async (
  context,
) => {
  const { parameters, config, caller, region, credentials, rules, ec2Of } = context;
  const [named = '', ...others] = parameters.instance_id ?? [];
  if (others.length === 0 && isJobId(named)) return (await import('./jobs')).jobStatus(context, named);
  const selection = selectionOf(parameters, config);
  const results = await status(ec2Of(region, credentials), caller, selection);
  const [only] = results;
  if (only !== undefined && isSingle(selection)) {
    const { instanceId } = only;
    if ('reason' in only) {
      const { code, detail, retryable } = only.reason;
      throw new Problem(code, detail, { instanceId, retryable });
    }
    const { state, ip } = only.instance;
    return {
      status: 200,
      body: {
        message: `Instance ${instanceId} is ${state}`,
        instance_id: instanceId,
        status: state,
        ip,
        instance: instanceShape(only.instance, rules),
      },
    };
  }
  const read = results.flatMap((result) => ('instance' in result ? [instanceShape(result.instance, rules)] : []));
  const shown = read.slice(0, fitting(read));
  const unread = [
    ...results.flatMap((result) =>
      'reason' in result ? [{ instance_id: result.instanceId, ...reasonShape(result.reason) }] : [],
    ),
    ...read.slice(shown.length).map(({ instance_id }) => ({ instance_id, ...reasonShape(doesNotFit) })),
  ];
  return {
    status: unread.length === 0 ? 200 : 207,
    body: {
      message: `${shown.length} of ${results.length === 1 ? '1 instance' : `${results.length} instances`} read`,
      instances: shown,
      results: unread,
    },
  };
};

/** Why an instance is not in the answer although it was read. */
const doesNotFit: Reason = {
  code: 'too_many_instances',
  detail: 'With all that the others have, such as long tags, it does not fit into the answer: request it separately.',
  retryable: false,
};
