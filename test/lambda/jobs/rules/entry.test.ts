import { refused, unknownInstance } from '../../../../lambda/domain/guards';
import { Stage } from '../../../../lambda/jobs/model';
import { afterLackOfTime, afterPlan, newEntry } from '../../../../lambda/jobs/rules/entry';

const instanceId = 'i-0123456789abcdef0';
const unseen = { instanceId, verdict: refused(unknownInstance(instanceId)) } as const;
const asked = { ...newEntry(instanceId, 0), stage: Stage.asked, stateBeforeCall: { state: 'running' } } as const;

test('an instance that was to be terminated, and is not to be seen any more, has been terminated', () => {
  expect(afterPlan(asked, unseen, 'delete', 1)).toMatchObject({
    stage: Stage.settled,
    result: { outcome: 'changed', previousState: 'running', currentState: 'terminated' },
  });
});

test('one that was not asked for, or that was to be started, is not there', () => {
  const missing = { stage: Stage.settled, result: { outcome: 'refused', reason: { code: 'instance_not_found' } } };

  expect(afterPlan(newEntry(instanceId, 0), unseen, 'delete', 1)).toMatchObject(missing);
  expect(afterPlan(asked, unseen, 'start', 1)).toMatchObject(missing);
});

test('an entry that steps had no time for 20 times fails by the reason of the last', () => {
  const reason = { code: 'aws_timeout', detail: 'No time.', retryable: true } as const;
  const failed = {
    instanceId,
    action: 'stop',
    outcome: 'failed',
    previousState: null,
    currentState: null,
    ip: null,
    reason,
  } as const;
  let entry = newEntry(instanceId, 0);
  for (let step = 0; step < 20; step += 1) entry = afterLackOfTime(entry, failed, step);

  expect(entry).toMatchObject({ stage: Stage.todo, postponed: 20 });
  expect(afterLackOfTime(entry, failed, 21)).toMatchObject({ stage: Stage.settled, result: failed });
});
