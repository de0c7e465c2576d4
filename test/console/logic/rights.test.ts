import { may, refusal, timerRefusal } from '../../../console/logic/rights';
import { ChangeAction } from '../../../contract/actions';
import { instanceStates } from '../../../contract/states';
import { transition } from '../../../lambda/domain/transitions';
import { anInstance } from '../../support/console/instance';

const all = { actions: ['list', 'start', 'stop', 'reboot', 'delete', 'jobs'] };

test.each(instanceStates.flatMap((state) => Object.values(ChangeAction).map((action) => [state, action] as const)))(
  'of an instance that is %s, %s is offered exactly where the state table lets the API ask EC2',
  (state, action) => {
    const offered = refusal(all, anInstance({ state }), action) === undefined;

    expect(offered).toBe(transition(state, action).kind === 'act');
  },
);

test.each([
  ['a right that the key lacks', { actions: ['list'] }, {}, 'Your key does not allow stop'],
  ['a missing guard tag', all, { manageable: false }, /lacks the tag/],
  ['an Auto Scaling group', all, { manageable: false, auto_scaling_group: 'web' }, /Auto Scaling group web/],
  ['being there already', all, { state: 'stopped' }, 'It is already stopped'],
  ['being on its way', all, { state: 'pending' }, /wait until/],
] as const)('%s is told as the reason', (_what, me, parts, expected) => {
  expect(refusal(me, anInstance(parts), 'stop')).toEqual(
    typeof expected === 'string' ? expected : expect.stringMatching(expected),
  );
});

test('a caller that may see all jobs may see its own', () => {
  expect(may({ actions: ['jobs:all'] }, 'jobs')).toBe(true);
});

test('an instance that runs can be given an end, one that is gone cannot', () => {
  expect(timerRefusal(all, anInstance({ state: 'running' }))).toBeUndefined();
  expect(timerRefusal(all, anInstance({ state: 'stopped' }))).toBeUndefined();
  expect(timerRefusal(all, anInstance({ state: 'terminated' }))).toMatch(/terminated/);
  expect(timerRefusal({ actions: ['start', 'jobs'] }, anInstance())).toMatch(/stop/);
});
