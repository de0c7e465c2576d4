import type { CallerAction } from '../../contract/actions';
import { dispatchable, Operation } from '../../contract/operations';
import type { Route } from '../../contract/routes';
import type { Given } from './collect';

/** The operations whose parameters a request may carry, the one to do first. */
export interface Dispatch {
  readonly operation: Operation;
  readonly reads: readonly Operation[];
  /** The action that the request itself names, which its caller must be allowed to do. */
  readonly named?: CallerAction;
}

/** Leads `/ec2` to the operation that its `action` names, `status` by default; every other route leads to its own. */
export function dispatch(route: Route, given: readonly Given[]): Dispatch {
  if (route.operation !== Operation.dispatch) return { operation: route.operation, reads: [route.operation] };
  const named = given.find(({ spelling }) => spelling === 'action')?.value;
  // A bad action is found with all other problems of the request, when its parameters are checked.
  const operation = dispatchable.find((candidate) => candidate === named) ?? Operation.status;
  return { operation, named: operation, reads: [operation, Operation.dispatch] };
}
