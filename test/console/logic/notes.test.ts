import type { Outcome } from '../../../console/api/answers';
import { outcomeNote, problemNote, settledNote } from '../../../console/logic/notes';
import { anInstance } from '../../support/console/instance';

const outcome: Outcome = {
  instance_id: 'i-0123456789abcdef0',
  action: 'stop',
  outcome: 'changed',
  previous_state: 'running',
  current_state: 'stopping',
  ip: null,
};

test('an accepted change is under way, a refused one says why and what to do', () => {
  const refused = { ...outcome, outcome: 'failed', code: 'stop_protected', detail: 'It is protected.' } as const;

  expect(outcomeNote(outcome)).toEqual({ tone: 'busy', text: 'Stopping …' });
  expect(outcomeNote(refused)).toEqual({
    tone: 'bad',
    text: 'It is protected.',
    advice: 'Turn off its stop protection in EC2.',
  });
  expect(outcomeNote({ ...outcome, outcome: 'unchanged', current_state: 'stopped' }).text).toContain('already stopped');
});

test('several mistakes of one request are all told', () => {
  const errors = [
    { parameter: 'name', detail: 'Too long.' },
    { parameter: 'tags', detail: 'Empty.' },
  ];
  const { text } = problemNote({ title: '', status: 400, code: 'invalid_parameter', detail: 'Too long.', errors });

  expect(text).toBe('name: Too long. tags: Empty.');
});

test('an instance that has arrived is told with its address', () => {
  const note = settledNote('start', anInstance({ ip: '203.0.113.7' }), 100, false);

  expect(note).toEqual({ tone: 'good', text: 'It is running at 203.0.113.7.' });
});

test('one that EC2 still shows as it was is waited for, and one on its way too', () => {
  expect(settledNote('start', anInstance({ state: 'stopped' }), 100, false)).toBeUndefined();
  expect(settledNote('start', anInstance({ state: 'pending' }), 60_000, true)).toBeUndefined();
});

test('one that falls back is told with the reason that EC2 gives', () => {
  const state_reason = { code: 'Client.InternalError', message: 'Client error on launch' };

  const note = settledNote('start', anInstance({ state: 'stopped', state_reason }), 100, true);

  expect(note).toMatchObject({
    tone: 'bad',
    text: 'It went back to stopped: Client error on launch.',
    advice: expect.stringContaining('kms:CreateGrant'),
  });
});
