import type { JobAction } from '../../contract/actions';
import { shareOf } from '../domain/outcome';
import { type Job, type JobEntry, Phase } from './model';
import { takenOverWarning } from './rules/stop-exemptions';

/** One sentence for people: how a job stands. */
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
  const asked = work.selection?.kind === 'ids' ? work.selection.ids.length : instanceIds.length;
  const count = total ?? asked;
  const [only] = instanceIds;
  if (count === 1 && only !== undefined) return `instance ${only}`;
  if (action === 'create') return 'an instance';
  return total === undefined && work.selection?.kind === 'tags'
    ? 'the instances with these tags'
    : `${count} instances`;
}

function sleeping({ action, total, stopAt }: Job, about: string, first: JobEntry | undefined): string {
  const keptBy = total === 1 ? first?.keptBy : undefined;
  if (keptBy === undefined) return `${verbs[action].done} ${about}; to be stopped again at ${stopAt}`;
  return `${verbs[action].done} ${about}. ${takenOverWarning(keptBy)}`;
}

function cancelled({ action, phase, total }: Job, about: string, first: JobEntry | undefined): string {
  const warning = total === 1 ? first?.result?.warning : undefined;
  if (phase === Phase.sleep) return `${verbs[action].done} ${about}. ${warning ?? 'The stop to come was cancelled.'}`;
  return `Cancelled: ${verbs[action].now.toLowerCase()} ${about}. What had been done stays done.`;
}

/** What the change came to; of what was there already it is not said that the job did it. */
function succeeded({ action, summary, total, stopAt }: Job, about: string, first: JobEntry | undefined): string {
  const { done } = verbs[action];
  if (total === 1) {
    const result = first?.result;
    if (stopAt !== undefined)
      return `${done} ${about}${result?.warning ? `. ${result.warning}` : ', and stopped again'}`;
    if (result?.outcome !== 'unchanged') return `${done} ${about}`;
    if (result.warning !== undefined)
      return `Instance ${result.instanceId} is still ${result.currentState}. ${result.warning}`;
    return `Instance ${result.instanceId} was already ${result.previousState}`;
  }
  if (summary === undefined) return `${done} ${about}`;
  const { changed, unchanged } = summary;
  const counts = `${done} ${shareOf(changed, total ?? changed)}: ${changed} changed, ${unchanged} unchanged`;
  return stopAt === undefined ? counts : `${counts}. Their time is over: the results tell which were stopped again.`;
}
