import type { ChangeAction } from '../../../contract/actions';
import { Operation } from '../../../contract/operations';
import type { Handler } from '../context';
import { needsJob } from '../scope';
import { change } from './change';
import { handleList } from './list';
import { handleStatus } from './status';
import { withStopsToCome } from './stops-to-come';

/** Makes a handler whose code is loaded when it is first needed, so that a cold start does not pay for it. */
function lazy(load: () => Promise<Handler>): Handler {
  return async (context) => (await load())(context);
}

/** Makes the change by a job where the request needs one, else inside the request. */
function orByJob(action: ChangeAction, direct: Handler): Handler {
  return async (context) =>
    needsJob(context.operation, context.parameters)
      ? (await import('./jobs-change')).changeByJob(context, action)
      : direct(context);
}

/** The operations that `compose` adds: they have sources that no other has. */
type Composed = typeof Operation.metrics | typeof Operation.console;

/** Maps each operation of the route table to its handler. */
export const handlers: Readonly<Record<Exclude<Operation, Composed>, Handler>> = {
  [Operation.list]: withStopsToCome(handleList),
  [Operation.status]: withStopsToCome(handleStatus),
  [Operation.start]: orByJob('start', withStopsToCome(change('start'))),
  [Operation.stop]: orByJob('stop', change('stop')),
  [Operation.reboot]: orByJob('reboot', change('reboot')),
  [Operation.delete]: orByJob(
    'delete',
    lazy(async () => (await import('./delete')).handleDelete),
  ),
  [Operation.health]: lazy(async () => (await import('./info')).health),
  [Operation.me]: lazy(async () => (await import('./info')).me),
  [Operation.listTocos]: lazy(async () => (await import('./info')).listTocos),
  [Operation.getTocos]: lazy(async () => (await import('./info')).getTocos),
  [Operation.openapi]: lazy(async () => (await import('./openapi')).openapi),
  [Operation.create]: lazy(async () => (await import('./create')).handleCreate),
  [Operation.listJobs]: lazy(async () => (await import('./jobs')).handleListJobs),
  [Operation.getJob]: lazy(async () => (await import('./jobs')).handleGetJob),
  [Operation.cancelJob]: lazy(async () => (await import('./jobs')).handleCancelJob),
  [Operation.listSchedules]: lazy(async () => (await import('./schedules')).handleListSchedules),
  [Operation.getSchedule]: lazy(async () => (await import('./schedules')).handleGetSchedule),
  [Operation.putSchedule]: lazy(async () => (await import('./schedules')).handlePutSchedule),
  [Operation.deleteSchedule]: lazy(async () => (await import('./schedules')).handleDeleteSchedule),
  // `/ec2` has been led to the operation that it names.
  [Operation.dispatch]: handleStatus,
};
