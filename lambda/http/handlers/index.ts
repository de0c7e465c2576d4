import { Operation } from '../../../contract/routes';
import { Problem } from '../../domain/problem';
import type { Handler } from '../context';
import { change } from './change';
import { health } from './health';
import { handleList } from './list';
import { handleStatus } from './status';

/** A handler whose code is loaded when it is first needed, so that a start does not pay for it. */
function lazy(load: () => Promise<Handler>): Handler {
  return async (context) => (await load())(context);
}

const later: Handler = async ({ operation }) => {
  throw new Problem('not_supported_yet', `${operation} is not supported yet.`);
};

/** What does each operation of the route table. */
export const handlers: Readonly<Record<Operation, Handler>> = {
  [Operation.list]: handleList,
  [Operation.status]: handleStatus,
  [Operation.start]: change('start'),
  [Operation.stop]: change('stop'),
  [Operation.reboot]: change('reboot'),
  [Operation.delete]: lazy(async () => (await import('./delete')).handleDelete),
  [Operation.health]: health,
  [Operation.listTocos]: lazy(async () => (await import('./tocos')).listTocos),
  [Operation.getTocos]: lazy(async () => (await import('./tocos')).getTocos),
  [Operation.openapi]: lazy(async () => (await import('./openapi')).openapi),
  [Operation.create]: later,
  [Operation.listJobs]: later,
  [Operation.getJob]: later,
  [Operation.cancelJob]: later,
  // `compose` puts the real one in its place, which has sources that no other handler needs.
  [Operation.metrics]: later,
  // `/ec2` has been led to the operation that it names.
  [Operation.dispatch]: handleStatus,
};
