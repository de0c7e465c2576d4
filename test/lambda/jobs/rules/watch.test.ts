import { Stage } from '../../../../lambda/jobs/model';
import { newEntry } from '../../../../lambda/jobs/rules/entry';
import { afterPoll } from '../../../../lambda/jobs/rules/watch';

const instanceId = 'i-0123456789abcdef0';
const result = {
  instanceId,
  action: 'start',
  outcome: 'changed',
  previousState: 'stopped',
  currentState: 'pending',
  ip: null,
} as const;
const watched = { ...newEntry(instanceId, 0), stage: Stage.watching, result } as const;
const failed = {
  stage: Stage.settled,
  result: { outcome: 'failed', reason: { code: 'final_state_not_reached' } },
};

test('an instance that EC2 has shown, and does not show for half a minute, has been removed', () => {
  expect(afterPoll(watched, undefined, 'start', 29_999)).toEqual(watched);
  expect(afterPoll(watched, undefined, 'start', 30_000)).toMatchObject(failed);
});

test('an instance that has just been launched may take five minutes to be shown', () => {
  expect(afterPoll(watched, undefined, 'create', 299_999)).toEqual(watched);
  expect(afterPoll(watched, undefined, 'create', 300_000)).toMatchObject({
    ...failed,
    result: { reason: { detail: expect.stringContaining('It may be running') } },
  });
});

test('a launched instance that was seen on its way is not waited for any longer than another', () => {
  expect(afterPoll({ ...watched, transitionSeen: true }, undefined, 'create', 30_000)).toMatchObject(failed);
});

test('a terminated instance that EC2 does not show any more has been terminated', () => {
  expect(afterPoll(watched, undefined, 'delete', 1)).toMatchObject({
    stage: Stage.settled,
    result: { outcome: 'changed', currentState: 'terminated' },
  });
});
