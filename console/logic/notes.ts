import type { ChangeAction } from '../../contract/actions';
import { finalState, isTransitional } from '../../lambda/domain/transitions';
import type { Instance, Outcome, Problem } from '../api/answers';
import { adviceFor } from './advice';

/** What is told beside an instance about what became of an action. */
export interface Note {
  readonly tone: 'busy' | 'good' | 'bad' | 'plain';
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
}

const doing: Readonly<Record<ChangeAction, string>> = {
  start: 'Starting',
  stop: 'Stopping',
  reboot: 'Rebooting',
  delete: 'Deleting',
};

/** What is told while an action is under way. */
export function busyNote(action: ChangeAction): Note {
  return { tone: 'busy', text: `${doing[action]} …` };
}

/** The note of an outcome; of one that is under way still, that it is. */
export function outcomeNote(outcome: Outcome): Note {
  const { action, outcome: kind, current_state: state, code, detail = '', warning } = outcome;
  const also = warning === undefined ? {} : { advice: warning };
  if (kind === 'refused' || kind === 'failed') return badNote(detail, code);
  if (kind === 'unchanged') return { tone: 'plain', text: `Nothing to do: it is already ${state}.`, ...also };
  if (action === 'create') return { tone: 'good', text: 'Created.', ...also };
  if (action === 'reboot') return { tone: 'good', text: 'EC2 accepted the reboot.', ...also };
  return { ...busyNote(action), ...also };
}

/** The note of a problem that ended the request. */
export function problemNote({ code, detail, errors }: Problem): Note {
  const parts = (errors ?? []).map((error) => `${error.parameter}: ${error.detail}`);
  return badNote(parts.length > 1 ? parts.join(' ') : detail, code);
}

function badNote(text: string, code: string | undefined): Note {
  const advice = adviceFor(code);
  return { tone: 'bad', text: advice === '' ? text : sentence(text), ...(advice === '' ? {} : { advice }) };
}

/** Milliseconds in which EC2 may still show the state from before an action that it has accepted. */
const lag = 5_000;

/**
 * Says how an instance that is watched after an action has got on.
 * @param since - milliseconds since EC2 accepted the action
 * @param moved - it has been seen on its way, so a state at rest is the end
 * @returns undefined while it is still on its way
 */
export function settledNote(action: ChangeAction, instance: Instance, since: number, moved: boolean): Note | undefined {
  const { state, ip, state_reason: reason } = instance;
  if (state === finalState[action]) {
    return { tone: 'good', text: `It is ${state}${state === 'running' && ip !== null ? ` at ${ip}` : ''}.` };
  }
  if (isTransitional(state) || (!moved && since < lag)) return undefined;
  if (reason === undefined) return { tone: 'bad', text: `It is ${state} and did not ${action}.` };
  const advice = adviceOfReason(reason.code);
  return {
    tone: 'bad',
    text: sentence(`It went back to ${state}: ${reason.message}`),
    ...(advice === '' ? {} : { advice }),
  };
}

/** Ends a text like a sentence, since another may follow. */
function sentence(text: string): string {
  return /[.!?:]$/.test(text) ? text : `${text}.`;
}

function adviceOfReason(code: string): string {
  if (code === 'Client.InternalError') return "An encrypted volume's key must grant kms:CreateGrant to this API.";
  if (code.startsWith('Server.InsufficientInstanceCapacity')) return adviceFor('insufficient_capacity');
  return '';
}
