import { instanceFrom } from '../../../lambda/docker/container';
import type { Mark } from '../../../lambda/docker/marks';
import { type InspectedContainer, inspectedContainer } from '../../../lambda/docker/wire';
import { inspected, newContainer, type SimulatedContainer } from '../../support/docker/container';

const now = Date.parse('2026-11-25T12:00:00Z');

function containerIn(state: Partial<SimulatedContainer>): InspectedContainer {
  const base = { name: 'web', image: 'nginx:alpine', labels: { Team: 'web' }, hostConfig: {}, behavior: {} };
  return inspectedContainer.parse(inspected({ ...newContainer(base, now - 3_600_000), ...state }));
}

const stopped: Mark = { kind: 'stopping', at: now - 20_000, grace: 10 };

test.each([
  ['created', 'stopped'],
  ['exited', 'stopped'],
  ['dead', 'stopped'],
  ['paused', 'stopped'],
  ['running', 'running'],
  ['restarting', 'pending'],
  ['removing', 'shutting-down'],
  ['a state of tomorrow' as 'dead', 'unknown'],
] as const)('a container that is %s is %s', (status, state) => {
  expect(instanceFrom(containerIn({ status, startedAt: now - 60_000 }), { now }).state).toBe(state);
});

test('from an accepted stop until its end it is stopping', () => {
  const running = containerIn({ status: 'running', startedAt: now - 60_000 });
  const at = (milliseconds: number): Mark => ({ kind: 'stopping', at: now - milliseconds, grace: 10 });

  expect(instanceFrom(running, { now, mark: at(1_000) }).state).toBe('stopping');
  expect(instanceFrom(running, { now, mark: at(30_000) }).state).toBe('running');
  const anew = containerIn({ status: 'running', startedAt: now - 500 });
  expect(instanceFrom(anew, { now, mark: at(1_000) }).state).toBe('running');
});

test('it is on probation while it has been running for less than two seconds', () => {
  const started = (ago: number) => instanceFrom(containerIn({ status: 'running', startedAt: now - ago }), { now });

  expect(started(500)).toMatchObject({ state: 'running', onProbation: true });
  expect(started(2_500)).not.toHaveProperty('onProbation');
});

test('its launch time is that of its last start, or that of its making', () => {
  expect(instanceFrom(containerIn({ status: 'created' }), { now }).launchTime).toBe('2026-11-25T11:00:00.000Z');
  expect(instanceFrom(containerIn({ startedAt: now - 1_000 }), { now }).launchTime).toBe('2026-11-25T11:59:59.000Z');
});

test('it has its labels for tags, its name, and no address but its own', () => {
  const instance = instanceFrom(containerIn({ address: '172.17.0.2' }), { now });

  expect(instance).toMatchObject({
    name: 'web',
    tags: { Team: 'web', Name: 'web' },
    ip: '172.17.0.2',
    privateIp: '172.17.0.2',
    instanceType: 'container',
    availabilityZone: null,
    addressIsFinal: true,
  });
  expect(instanceFrom(containerIn({}), { now }).ip).toBeNull();
});

const ended = { status: 'exited', startedAt: now - 60_000, finishedAt: now - 5_000 } as const;

test.each([
  [{ ...ended, exitCode: 3 }, {}, 'Container.Exited', 'It exited with code 3 at 2026-11-25T11:59:55.000Z'],
  [{ ...ended, exitCode: 3 }, { lastLine: 'fatal' }, 'Container.Exited', /; the last line of its log: fatal$/],
  [
    { ...ended, exitCode: 137, outOfMemory: true, hostConfig: { Memory: 33_554_432 } },
    {},
    'Container.OutOfMemory',
    'It ran out of memory of 32 MiB and was killed at 2026-11-25T11:59:55.000Z (exit code 137)',
  ],
  [{ ...ended, exitCode: 137 }, { mark: stopped }, 'Container.Killed', /did not end within 10 s of being told to stop/],
  [{ ...ended, exitCode: 137 }, {}, 'Container.Exited', /^It exited with code 137/],
  [{ status: 'paused' }, {}, 'Container.Paused', 'The container is paused.'],
  [
    { status: 'restarting', exitCode: 1, restarts: 4, finishedAt: now },
    {},
    'Container.Restarting',
    /code 1 at .*, restarted 4 times$/,
  ],
] as const)('%j says why', (state, more, code, message) => {
  const { stateReason } = instanceFrom(containerIn(state), { now, ...more });

  expect(stateReason?.code).toBe(code);
  expect(stateReason?.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
});

test('only a stop that had to kill is worth a notice', () => {
  const killed = containerIn({ ...ended, exitCode: 137 });

  expect(instanceFrom(killed, { now, mark: stopped }).notice).toMatch(/was killed/);
  expect(instanceFrom(killed, { now, mark: { kind: 'stopping', at: now - 20_000 } })).not.toHaveProperty('notice');
  expect(instanceFrom(containerIn({ ...ended, exitCode: 3 }), { now })).not.toHaveProperty('notice');
});
