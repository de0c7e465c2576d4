import { ChangeAction } from '../../../../contract/actions';
import { instanceStates, type NamedState } from '../../../../contract/states';
import { createJobLab, ids } from '../../../support/jobs/lab';

/** What a job makes of an instance in each state: its result, and what it is when the job has ended. */
const table: Readonly<Record<NamedState, Readonly<Record<ChangeAction, string>>>> = {
  pending: {
    start: 'unchanged → running',
    stop: 'changed → stopped',
    reboot: 'refused instance_busy → pending',
    delete: 'changed → terminated',
  },
  running: {
    start: 'unchanged → running',
    stop: 'changed → stopped',
    reboot: 'changed → running',
    delete: 'changed → terminated',
  },
  stopping: {
    start: 'changed → running',
    stop: 'unchanged → stopped',
    reboot: 'refused instance_busy → stopping',
    delete: 'changed → terminated',
  },
  stopped: {
    start: 'changed → running',
    stop: 'unchanged → stopped',
    reboot: 'refused instance_not_running → stopped',
    delete: 'changed → terminated',
  },
  'shutting-down': {
    start: 'refused instance_terminated → shutting-down',
    stop: 'refused instance_terminated → shutting-down',
    reboot: 'refused instance_terminated → shutting-down',
    delete: 'unchanged → terminated',
  },
  terminated: {
    start: 'refused instance_terminated → terminated',
    stop: 'refused instance_terminated → terminated',
    reboot: 'refused instance_terminated → terminated',
    delete: 'unchanged → terminated',
  },
};

const next: Readonly<Partial<Record<NamedState, NamedState>>> = {
  pending: 'running',
  stopping: 'stopped',
  'shutting-down': 'terminated',
};

const rows = instanceStates.flatMap((state) =>
  Object.values(ChangeAction).map((action) => ({ action, state, becomes: table[state][action] })),
);

test.each(rows)('a job to $action a $state instance: $becomes', async ({ action, state, becomes }) => {
  const lab = createJobLab();
  const arrives = next[state];
  const id = lab.ec2.add({
    state,
    ...(arrives === undefined ? {} : { next: { at: lab.time.now() + 8_000, state: arrives } }),
  });

  const job = await lab.submit({ action, target: ids(id) });
  const { job: after, entries } = await lab.finished(job);

  const [entry] = entries;
  const { outcome, reason, currentState } = entry?.result ?? {};
  expect(`${[outcome, reason?.code].filter(Boolean).join(' ')} → ${currentState}`).toBe(becomes);
  expect(after.status).toBe(reason === undefined ? 'succeeded' : 'failed');
  expect(after.error?.code).toBe(reason?.code);
});
