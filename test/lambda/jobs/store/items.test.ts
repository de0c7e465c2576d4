import type { JobEntry } from '../../../../lambda/jobs/model';
import { entriesFrom, entriesValue } from '../../../../lambda/jobs/store/items';

const entry: JobEntry = {
  instanceId: 'i-0123456789abcdef0',
  stage: 'watching',
  stageEnteredAt: 1_768_467_600_000,
  stateBeforeCall: { state: 'stopped' },
  transitionSeen: true,
};

test('an entry comes back as it was written', () => {
  expect(entriesFrom({ entries: entriesValue([entry]) })).toEqual([entry]);
});

test('entries keep the names that jobs in flight have on record when a deployment is updated', () => {
  const recorded = {
    instanceId: 'i-0123456789abcdef0',
    stage: 'watching',
    since: 1_768_467_600_000,
    before: { state: 'stopped' },
    moved: true,
  };

  expect(JSON.parse(entriesValue([entry]).S ?? '')).toEqual([recorded]);
  expect(entriesFrom({ entries: { S: JSON.stringify([recorded]) } })).toEqual([entry]);
});
