import fc from 'fast-check';
import { CallerAction } from '../../contract/actions';
import { anyRequest } from '../support/security/any-request';
import { createSecuredApp, guardTag } from '../support/security/app';
import { keyHolder } from '../support/security/callers';
import { type Kind, kinds } from '../support/security/kinds';

const needs: Readonly<Record<string, readonly CallerAction[]>> = {
  StartInstances: ['start'],
  StopInstances: ['stop'],
  RebootInstances: ['reboot'],
  TerminateInstances: ['delete'],
  RunInstances: ['create'],
  DescribeImages: ['create'],
  DescribeInstances: ['list', 'status', 'start', 'stop', 'reboot', 'delete', 'create', 'metrics'],
  DescribeInstanceAttribute: ['stop', 'delete'],
  DescribeSpotInstanceRequests: ['stop', 'delete'],
  DescribeTags: ['start', 'stop', 'reboot', 'delete'],
};
const mayChange: Readonly<Record<string, readonly Kind[]>> = {
  StartInstances: ['own', 'ownStopped', 'ownNotCreatedHere'],
  StopInstances: ['own', 'ownStopped', 'ownNotCreatedHere'],
  RebootInstances: ['own', 'ownStopped', 'ownNotCreatedHere'],
  TerminateInstances: ['own', 'ownStopped'],
};

function createWorld(actions: readonly CallerAction[]) {
  const { key, entry } = keyHolder({ name: 'web', actions: [...actions], tags: { Team: 'web' } });
  const app = createSecuredApp([entry]);
  const ids = new Map<string, Kind>();
  for (const kind of Object.keys(kinds) as Kind[]) ids.set(app.ec2.add(kinds[kind]), kind);
  const hidden = [...ids].filter(([, kind]) => !kind.startsWith('own')).map(([id]) => app.ec2.instance(id));
  return { app, key, ids, hidden };
}

test('whatever a caller sends, EC2 is asked only for what it may do, and only about instances that it may do it to', async () => {
  const asked = new Set<string>();
  // Ids are the same in every world, so requests can be made before their world is.
  const { ids: known, hidden: foreign } = createWorld([]);
  const request = anyRequest({
    instanceIds: [...known.keys()],
    addresses: foreign.flatMap(({ publicIp, privateIp }) => [publicIp ?? '192.0.2.1', privateIp ?? '192.0.2.2']),
    tags: ['Team=web', 'Team=db', 'Name=crown-jewels', `${guardTag.key}=true`],
  });

  await fc.assert(
    fc.asyncProperty(request, fc.subarray(Object.values(CallerAction)), async (parts, actions) => {
      const { app, key, ids, hidden } = createWorld(actions);

      const { statusCode, body } = await app.request({ ...parts, headers: { ...parts.headers, 'x-api-key': key } });

      for (const { operation, instanceIds } of app.ec2.calls) {
        asked.add(operation);
        expect(needs[operation]?.some((action) => actions.includes(action)) && operation).toBe(operation);
        const touchable = mayChange[operation];
        const foreignTo = (id: string) => app.ec2.simulation.world.instances.get(id)?.launch === undefined;
        // What the caller has launched itself is its own.
        if (touchable !== undefined) {
          for (const id of instanceIds.filter(foreignTo)) expect(touchable).toContain(ids.get(id));
        }
      }
      // What the caller does not see does not exist: no answer tells of it more than the request itself said.
      const said = JSON.stringify(parts) + decodeURIComponent(parts.query ?? '');
      for (const { instanceId, publicIp, privateIp } of hidden) {
        for (const fact of [instanceId, publicIp, privateIp, 'crown-jewels']) {
          if (fact !== null && !said.includes(fact)) expect(body).not.toContain(fact);
        }
      }
      expect(statusCode).toBeLessThan(500);
    }),
    { numRuns: 1500 },
  );

  // The property has been tried on what it is about.
  expect([...asked].filter((operation) => operation in mayChange).length).toBeGreaterThan(1);
}, 60_000);
