import type { NamedState } from '../../../../contract/states';
import { ids, type JobLab } from '../lab';
import type { Scenario } from './count';

const minute = 60_000;
/** What EC2 takes on an ordinary day: half a minute to come up, and as long to stop. */
const ordinary = { pending: 30_000, stopping: 30_000 };

function add(lab: JobLab, count: number, state: NamedState): readonly string[] {
  return Array.from({ length: count }, () => lab.ec2.add({ state, name: 'web' }));
}

const start = (instances: number, name: string): Scenario => ({
  name,
  instances,
  delays: ordinary,
  submit: (lab, count) => lab.submit({ target: ids(...add(lab, count, 'stopped')) }),
});

const startForTwoHours = (instances: number, name: string): Scenario => ({
  name,
  instances,
  delays: ordinary,
  submit: (lab, count) => lab.submit({ target: ids(...add(lab, count, 'stopped')), stopAfterSeconds: 7200 }),
});

const create: Scenario = {
  name: 'create',
  instances: 1,
  delays: ordinary,
  submit: (lab) => lab.create(),
};

/** EC2 has room for none of them: every call is split until each instance has been refused alone, four times over. */
const noCapacity: Scenario = {
  name: 'start of 50, no capacity at all',
  instances: 50,
  submit: (lab, count) => {
    lab.ec2.fail({
      operation: 'StartInstances',
      code: 'InsufficientInstanceCapacity',
      times: Number.POSITIVE_INFINITY,
    });
    return lab.submit({ target: ids(...add(lab, count, 'stopped')) });
  },
};

/**
 * Everything takes just less than its deadline: the instances are still stopping, are refused by throttling three times,
 * come up late, and stop as late, after three more refusals.
 */
const wholeDeadline: Scenario = {
  name: 'start of 5,000 with `stop_after`, as slow as can be',
  instances: 5000,
  delays: { pending: 14.8 * minute, stopping: 29.8 * minute },
  submit: (lab, count) => {
    const throttled = { code: 'RequestLimitExceeded', times: 3 * (count / 50) };
    lab.ec2.fail({ operation: 'StartInstances', ...throttled });
    lab.ec2.fail({ operation: 'StopInstances', ...throttled });
    return lab.submit({ target: ids(...add(lab, count, 'stopping')), stopAfterSeconds: 1 });
  },
};

/** Of each chunk another instance has stopped every 35 seconds, so that all chunks always have one to act on. */
const oneByOne: Scenario = {
  name: 'start of 5,000 that become ready one by one',
  instances: 5000,
  delays: ordinary,
  submit: (lab, count) => {
    const stopped = (i: number) => lab.time.now() + (30 + (i % 50) * 35) * 1000;
    const all = Array.from({ length: count }, (_, i) =>
      lab.ec2.add({ state: 'stopping', name: 'web', next: { at: stopped(i), state: 'stopped' } }),
    );
    return lab.submit({ target: ids(...all) });
  },
};

/** The jobs of the page `docs/architecture/jobs.md`, in its order. */
export const scenarios: readonly Scenario[] = [
  start(1, 'start of 1'),
  start(50, 'start of 50'),
  start(5000, 'start of 5,000'),
  startForTwoHours(1, 'start of 1 with `stop_after` 2 h'),
  startForTwoHours(50, 'start of 50 with `stop_after` 2 h'),
  startForTwoHours(5000, 'start of 5,000 with `stop_after` 2 h'),
  create,
  noCapacity,
  oneByOne,
  wholeDeadline,
];
