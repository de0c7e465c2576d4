import type { CallerAction } from '../../../contract/actions';
import { defined } from '../../../contract/defined';
import type { Profile } from '../../../contract/environment';
import { dispatchable, Operation } from '../../../contract/operations';
import { methodsOf, routes } from '../../../contract/routes';
import type { RequestParts } from '../events';

/** One thing that can be asked of the API: a method of a route, and for `/ec2` one of its actions. */
export interface Row {
  readonly title: string;
  readonly operation: Operation;
  /** What a caller must be allowed to do; absent: any caller may. */
  readonly action?: CallerAction;
  /** What it takes besides, because of what the request says. */
  readonly also?: CallerAction;
  readonly open: boolean;
  /** A request for it that has nothing wrong with it. */
  request(instanceId: string): RequestParts;
}

/** Everything that can be asked in a profile, from the route table. */
export function rowsOf(profile: Profile): readonly Row[] {
  return routes.flatMap((route) =>
    methodsOf(route, profile).flatMap((method): readonly Row[] => {
      const { resource, operation, action } = route;
      const row = { open: route.open === true, title: `${method} ${resource}` };
      const parts = (instanceId: string): RequestParts => ({
        method,
        resource,
        pathVariables: pathVariablesOf(resource, instanceId),
      });
      if (operation === Operation.dispatch) {
        return dispatchable.map((named) => ({
          ...row,
          title: `${row.title} ${named}`,
          operation: named,
          action: named,
          request: (id: string) => ({
            ...parts(id),
            body: { action: named, ...(named === 'list' ? {} : { instance_id: id }) },
          }),
        }));
      }
      return [
        {
          ...row,
          operation,
          ...defined({ action }),
          ...(operation === Operation.putSchedule ? { also: 'stop' as const } : {}),
          request: (id: string) => ({ ...parts(id), ...selection(operation, resource, method, id) }),
        },
      ];
    }),
  );
}

const values: Readonly<Record<string, (instanceId: string) => string>> = {
  id: (instanceId) => instanceId,
  instance_id: (instanceId) => instanceId,
  InstanceId: (instanceId) => instanceId,
  target: (instanceId) => instanceId,
  region_name: () => 'us-east-1',
  job_id: () => '00000000-0000-4000-8000-000000000000',
  user: () => 'John',
  name: () => 'office-hours',
};

function pathVariablesOf(resource: string, instanceId: string): Readonly<Record<string, string>> {
  const names = [...resource.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return Object.fromEntries(
    names.map((name) => {
      const value = values[name];
      if (value === undefined) throw new Error(`the path variable "${name}" of ${resource} has no value for tests yet`);
      return [name, value(instanceId)];
    }),
  );
}

const selecting: ReadonlySet<Operation> = new Set([
  Operation.status,
  Operation.start,
  Operation.stop,
  Operation.reboot,
]);

/** The instance, where the path does not name it. */
function selection(operation: Operation, resource: string, method: string, instanceId: string): RequestParts {
  if (operation === Operation.putSchedule) return { body: { instance_id: instanceId, stop: '0 19 * * *' } };
  if (!selecting.has(operation) || resource.includes('{')) return {};
  return method === 'GET' ? { query: `instance_id=${instanceId}` } : { body: { instance_id: instanceId } };
}
