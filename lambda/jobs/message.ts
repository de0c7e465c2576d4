import type { JobAction } from '../../contract/actions';
import { shareOf } from '../domain/outcome';
import { type Job, type JobEntry, Phase } from './model';
import { takenOverWarning } from './rules/stop-exemptions';

/** Words the status of a job in one sentence. */
export function jobMessage(job: Job, instanceIds: readonly string[], first?: JobEntry): string {
  const { action, status, error, phase } = job;
  const about = subject(job, instanceIds);
  switch (status) {
    case 'pending':
      return `Accepted: will ${verbs[action].will} ${about}`;
    case 'running':
      if (phase === Phase.sleep) return sleeping(job, about, first);
      return phase === Phase.stop ? `Stopping ${about} again` : `${verbs[action].now} ${about}`;
    case 'succeeded':
      return succeeded(job, about, first);
    case 'failed':
      return error?.detail ?? `${verbs[action].now} ${about} failed`;
    case 'cancelled':
      return error?.detail ?? cancelled(job, about, first);
  }
}

interface Verb {
  readonly will: string;
  readonly now: string;
  readonly done: string;
}

const verbs: Readonly<Record<JobAction, Verb>> = {
  start: { will: 'start', now: 'Starting', done: 'Started' },
  stop: { will: 'stop', now: 'Stopping', done: 'Stopped' },
  reboot: { will: 'reboot', now: 'Rebooting', done: 'Rebooted' },
  delete: { will: 'terminate', now: 'Terminating', done: 'Terminated' },
  create: { will: 'create', now: 'Creating', done: 'Created' },
};

function subject({ total, work, action }: Job, instanceIds: readonly string[]): string {
  const named = work.selection?.kind === 'ids' ? work.selection.ids.length : instanceIds.length;
  const count = total ?? named;
  const [only] = instanceIds;
  if (count === 1 && only !== undefined) return `instance ${only}`;
  if (action === 'create') return 'an instance';
  return total === undefined && work.selection?.kind === 'tags'
    ? 'the instances with these tags'
    : `${count} instances`;
}

/** Words what the job did first; it does not claim what was there already. */
function change({ action, total }: Job, about: string, first: JobEntry | undefined): string {
  const result = total === 1 ? (first?.startResult ?? first?.result) : undefined;
  return result?.outcome === 'unchanged' && result.action === action
    ? `Instance ${result.instanceId} was already ${result.previousState}`
    : `${verbs[action].done} ${about}`;
}

function sleeping(job: Job, about: string, first: JobEntry | undefined): string {
  const keptBy = job.total === 1 ? first?.keptBy : undefined;
  if (keptBy === undefined) return `${change(job, about, first)}; to be stopped again at ${job.stopAt}`;
  return `${change(job, about, first)}. ${takenOverWarning(keptBy)}`;
}

function cancelled(job: Job, about: string, first: JobEntry | undefined): string {
  const { action, phase, total } = job;
  const warning = total === 1 ? first?.result?.warning : undefined;
  if (phase === Phase.sleep) return `${change(job, about, first)}. ${warning ?? 'The stop to come was cancelled.'}`;
  return `Cancelled: ${verbs[action].now.toLowerCase()} ${about}. What had been done stays done.`;
}

/** Words the result of the change. */
function succeeded(job: Job, about: string, first: JobEntry | undefined): string {
  const { action, summary, total, stopAt } = job;
  const { done } = verbs[action];
  if (total === 1) {
    const result = first?.result;
    if (stopAt !== undefined)
      return `${change(job, about, first)}${result?.warning ? `. ${result.warning}` : ', and stopped again'}`;
    if (result?.warning !== undefined && result.outcome === 'unchanged')
      return `Instance ${result.instanceId} is still ${result.currentState}. ${result.warning}`;
    return change(job, about, first);
  }
  if (summary === undefined) return `${done} ${about}`;
  const { changed, unchanged } = summary;
  const counts = `${done} ${shareOf(changed, total ?? changed)}: ${changed} changed, ${unchanged} unchanged`;
  return stopAt === undefined ? counts : `${counts}. Their time is over: the results tell which were stopped again.`;
}
