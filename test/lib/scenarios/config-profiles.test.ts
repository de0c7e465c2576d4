import { type ControlConfig, readControlConfig } from '../../../lib/config';

function read(context: Readonly<Record<string, unknown>> = {}): ControlConfig {
  return readControlConfig({ get: (key) => context[key], keys: Object.keys(context) });
}

test('production is not open to everyone, unless that is said twice', () => {
  expect(() => read({ auth: 'none' })).toThrow(/auth is "none", but must be key or iam .*allowAnonymous=true/s);
  expect(read({ auth: 'none', allowAnonymous: 'true' }).auth).toBe('none');
});

test('what belongs to an emulator is refused in production', () => {
  expect(() => read({ ec2Endpoint: 'http://x:1' })).toThrow(/ec2Endpoint is for the profile lab only/);
});

test('an id of the API is for every profile, since production runs on emulators too', () => {
  expect(read({ apiId: 'abc' }).apiId).toBe('abc');
});

test('the guard can be taken off, and on in a lab', () => {
  expect(read({ guardTag: 'off' })).not.toHaveProperty('guardTag');
  expect(read({ profile: 'lab', guardTag: 'a=b' }).guardTag).toEqual({ key: 'a', value: 'b' });
});
