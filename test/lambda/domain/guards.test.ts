import type { ChangeAction } from '../../../contract/actions';
import type { InstanceState } from '../../../contract/states';
import { judge, unknownInstance } from '../../../lambda/domain/guards';
import { anInstance } from '../../support/instances';

const everyone = {};
const open = {};

/** The state table of the contract, section 4, row by row. */
const stateTable: Readonly<Record<InstanceState, Readonly<Record<ChangeAction, string>>>> = {
  pending: { start: 'unchanged', stop: 'instance_busy (a job waits)', reboot: 'instance_busy', delete: 'act' },
  running: { start: 'unchanged', stop: 'act', reboot: 'act', delete: 'act' },
  stopping: { start: 'instance_busy (a job waits)', stop: 'unchanged', reboot: 'instance_busy', delete: 'act' },
  stopped: { start: 'act', stop: 'unchanged', reboot: 'instance_not_running', delete: 'act' },
  'shutting-down': {
    start: 'instance_terminated',
    stop: 'instance_terminated',
    reboot: 'instance_terminated',
    delete: 'unchanged',
  },
  terminated: {
    start: 'instance_terminated',
    stop: 'instance_terminated',
    reboot: 'instance_terminated',
    delete: 'unchanged',
  },
  unknown: {
    start: 'incorrect_state',
    stop: 'incorrect_state',
    reboot: 'incorrect_state',
    delete: 'incorrect_state',
  },
};

const cells = Object.entries(stateTable).flatMap(([state, row]) =>
  Object.entries(row).map(([action, expected]) => [action as ChangeAction, state as InstanceState, expected] as const),
);

test.each(cells)('%s on a %s instance is: %s', (action, state, expected) => {
  const verdict = judge(anInstance({ state }), action, everyone, open);

  const said =
    verdict.kind === 'refused' ? `${verdict.reason.code}${verdict.jobWaits ? ' (a job waits)' : ''}` : verdict.kind;
  expect(said).toBe(expected);
});

describe('the guards, in the order of the contract', () => {
  const rules = {
    guardTag: { key: 'managed', value: 'true' },
    creatorTag: { key: 'by', value: 'us' },
  };
  const caller = { tags: { Team: 'web' } };
  // Every guard has a reason to refuse this one.
  const hopeless = anInstance({ state: 'terminated', autoScalingGroup: 'fleet', tags: {} });

  const codeOf = (instance: typeof hopeless, action: ChangeAction): string => {
    const verdict = judge(instance, action, caller, rules);
    return verdict.kind === 'refused' ? verdict.reason.code : verdict.kind;
  };

  test('an instance that the caller does not see does not exist', () => {
    expect(codeOf(hopeless, 'stop')).toBe('instance_not_found');
  });

  test('then the guard tag is asked for, with exactly its value', () => {
    expect(codeOf({ ...hopeless, tags: { Team: 'web', managed: 'True' } }, 'stop')).toBe('instance_not_allowed');
  });

  test('then a member of an Auto Scaling group is refused', () => {
    expect(codeOf({ ...hopeless, tags: { Team: 'web', managed: 'true' } }, 'stop')).toBe('asg_managed');
  });

  test('then the state decides', () => {
    const { autoScalingGroup: _, ...alone } = hopeless;
    expect(codeOf({ ...alone, tags: { Team: 'web', managed: 'true' } }, 'stop')).toBe('instance_terminated');
  });

  test('and only a delete asks for the creator tag', () => {
    const mine = anInstance({ tags: { Team: 'web', managed: 'true' } });
    expect([codeOf(mine, 'delete'), codeOf(mine, 'stop')]).toEqual(['not_created_here', 'act']);
    expect(codeOf({ ...mine, tags: { ...mine.tags, by: 'us' } }, 'delete')).toBe('act');
  });
});

test.each(['', 'i-', 'i-123', 'I-0123456789abcdef0', 'i-0123456789abcdef0\n', 'i-0123456789ABCDEF0', 'vol-01234567'])(
  '%j is refused as no instance id',
  (id) => {
    expect(unknownInstance(id).code).toBe('invalid_instance_id');
  },
);

test.each(['i-01234567', 'i-0123456789abcdef0'])('%s is an id, of an instance that is not found', (id) => {
  expect(unknownInstance(id).code).toBe('instance_not_found');
});
