import { defined } from '../../../contract/defined';
import type { ResponseBody } from '../../../contract/responses';
import { list } from '../../instances/list';
import type { JsonHandler } from '../context';
import { fitting } from '../fit';
import { instanceShape } from '../shapes';

/** Handles `list`: one page of instances. */
export const handleList: JsonHandler<ResponseBody<'InstanceList'>> = async ({
  parameters,
  caller,
  region,
  credentials,
  rules,
  ec2Of,
}) => {
  const { tags, state, page_size: pageSize = 100, next_token: cursor } = parameters;
  const page = await list(ec2Of(region, credentials), caller, {
    region,
    pageSize,
    ...defined({ tags, states: state, cursor }),
    fitting: (instances) => fitting(instances.map((instance) => [instance.instanceId, instanceShape(instance, rules)])),
  });
  const ids = page.instances.map(({ instanceId }) => instanceId);
  return {
    status: 200,
    body: {
      message: `${ids.length === 1 ? '1 instance' : `${ids.length} instances`} in ${region}${page.next === undefined ? '' : ', more follow'}`,
      region,
      count: ids.length,
      instance_ids: ids,
      instances: page.instances.map((instance) => instanceShape(instance, rules)),
      ...defined({ next_token: page.next }),
    },
  };
};
