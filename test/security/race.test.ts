import type { Ec2Of } from '../../lambda/instances/ec2';
import { createSecuredApp, creatorTag, guardTag, managed } from '../support/security/app';
import { keyHolder } from '../support/security/callers';

const { key, entry } = keyHolder({ name: 'ci' });
const headers = { 'x-api-key': key };

/** The guard tag is taken off as soon as the function has looked; the role's policy asks for it, as IAM does. */
function racing() {
  const lines: string[] = [];
  const world = createSecuredApp([entry], { ec2: { requiredTag: guardTag } });
  const ec2Of: Ec2Of = (...of) => {
    const port = world.ec2.ec2Of(...of);
    const describe: typeof port.describe = async (ids) => {
      const found = await port.describe(ids);
      for (const id of ids) world.ec2.instance(id).tags = { [creatorTag.key]: creatorTag.value };
      return found;
    };
    return { ...port, describe };
  };
  const app = createSecuredApp([entry], { ec2Of, write: (line) => lines.push(line) });
  return { app, ec2: world.ec2, lines };
}

test.each([
  ['stop', { method: 'POST', resource: '/stop' }, 'StopInstances'],
  ['reboot', { method: 'POST', resource: '/reboot' }, 'RebootInstances'],
  ['delete', { method: 'DELETE', resource: '/delete/{target}' }, 'TerminateInstances'],
])('a guard tag that is taken off between the look and the %s holds, by IAM', async (action, parts, operation) => {
  const { app, ec2, lines } = racing();
  const instanceId = ec2.add({ tags: managed });
  const named = action === 'delete' ? { pathVariables: { target: instanceId } } : { body: { instance_id: instanceId } };

  const { status, body } = await app.call({ ...parts, ...named, headers });

  // The function has tried; nothing but the role's policy stood in between.
  expect(ec2.count(operation)).toBeGreaterThan(0);
  expect([status, body.code, body.aws_code]).toEqual([403, 'instance_not_allowed', 'UnauthorizedOperation']);
  expect(ec2.instance(instanceId).state).toBe('running');
  expect(lines.map((line) => JSON.parse(line)).find(({ message }) => message === 'change')).toMatchObject({
    caller: 'ci',
    action,
    status: 403,
    outcomes: [{ instance_id: instanceId, outcome: 'failed', code: 'instance_not_allowed' }],
  });
});
