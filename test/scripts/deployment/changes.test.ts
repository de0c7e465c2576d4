import { lostNote, refuseOpening } from '../../../scripts/deployment/changes';
import { authOf, type DeploymentRecord, deployedSettings } from '../../../scripts/deployment/record';
import { deployCommand } from '../../../scripts/settings/command-line';
import type { Variables } from '../../../scripts/settings/env-file';
import { readSettings } from '../../../scripts/settings/settings';

/** The environment of a command such as `make PROFILE=lab`. */
function environment(variables: Variables): Variables {
  const words = Object.entries(variables).map(([name, value]) => `${name}=${value?.replaceAll(' ', '\\ ')}`);
  return { ...variables, MAKEFLAGS: ` -- ${words.join(' ')}` };
}

function record(given: Variables): DeploymentRecord {
  const variables = environment(given);
  const settings = readSettings(variables);
  return {
    outputs: { ApiId: 'abc', ApiUrl: 'https://abc.example/prod/', FunctionName: 'ec2-control' },
    fingerprint: 'x',
    auth: authOf(settings),
    command: deployCommand(variables.MAKEFLAGS),
    settings: deployedSettings(settings),
  };
}

const refuse = (before: Variables, now: Variables) => () =>
  refuseOpening(record(before), readSettings(now), environment(now));
const note = (before: Variables, now: Variables) => lostNote(record(before), readSettings(now), environment(now));

test('a PROFILE that was forgotten opens nothing: it is refused, with the command that keeps it closed and the one that opens it', () => {
  const forgotten = refuse({ PROFILE: 'production', EMULATOR_PORT: '4567' }, { EMULATOR_PORT: '4567' });

  expect(forgotten).toThrow('To deploy it as before:\n\n  make PROFILE=production EMULATOR_PORT=4567\n');
  expect(forgotten).toThrow('To let everyone in:\n\n  make PROFILE=lab EMULATOR_PORT=4567');
});

test('an auth that was forgotten opens nothing either, also when the PROFILE is repeated', () => {
  const forgotten = refuse({ CONTEXT: 'auth=key' }, { PROFILE: 'lab' });

  expect(forgotten).toThrow('To let everyone in:\n\n  make PROFILE=lab CONTEXT=auth=none');
});

test.each([
  ['the profile changes by name', { PROFILE: 'production' }, { PROFILE: 'lab' }],
  ['the context says that there is no authentication', { CONTEXT: 'auth=key' }, { CONTEXT: 'auth=none' }],
  ['it was open before', {}, {}],
  ['it stays closed', { PROFILE: 'production' }, { PROFILE: 'production' }],
  ['it closes', {}, { PROFILE: 'production' }],
  ['one way of authentication follows another', { PROFILE: 'production' }, { CONTEXT: 'auth=iam' }],
])('when %s nothing is refused', (_what, before, now) => {
  expect(refuse(before, now)).not.toThrow();
});

test('a first deployment, and one after a deployment of an older version, are not refused for nothing', () => {
  const { settings: _, command: __, ...old } = record({});

  expect(() => refuseOpening(undefined, readSettings({}), {})).not.toThrow();
  expect(() => refuseOpening(old, readSettings({}), {})).not.toThrow();
  expect(() => refuseOpening({ ...old, auth: 'key' }, readSettings({}), {})).toThrow('PROFILE=production');
  expect(lostNote(old, readSettings({}), {})).toBeUndefined();
});

test('settings that the last deployment had and this one lacks are named, with the command that has them', () => {
  const before = { INSTANCE_ID: 'i-0123456789abcdef0', CONTEXT: 'throttleRate=10 logLevel=debug' };

  const text = note(before, { CONTEXT: 'logLevel=info' });

  expect(text?.replaceAll('\n', ' ')).toContain(
    'had INSTANCE_ID=i-0123456789abcdef0, CONTEXT=throttleRate=10, and this',
  );
  expect(text).toContain("\nmake INSTANCE_ID=i-0123456789abcdef0 CONTEXT='throttleRate=10 logLevel=info'\n");
});

test.each([
  ['are the same', { CONTEXT: 'logLevel=debug' }, { CONTEXT: 'logLevel=debug' }],
  ['have other values', { CONTEXT: 'logLevel=debug' }, { CONTEXT: 'logLevel=info' }],
  ['are more', {}, { CONTEXT: 'logLevel=info', INSTANCE_ID: 'i-0123456789abcdef0' }],
  ['changed by name', { PROFILE: 'production' }, { PROFILE: 'lab' }],
])('settings that %s are no loss', (_what, before, now) => {
  expect(note(before, now)).toBeUndefined();
});

test('a switch from containers to instances is told, and the command that goes back', () => {
  expect(note({ COMPUTE: 'docker' }, {})).toContain('make COMPUTE=docker');
  expect(note({ COMPUTE: 'docker' }, { COMPUTE: 'ec2' })).toBeUndefined();
  expect(note({}, { COMPUTE: 'docker' })).toBeUndefined();
});
