import { type ControlConfig, readControlConfig } from '../../lib/config';

function read(context: Readonly<Record<string, unknown>> = {}): ControlConfig {
  return readControlConfig({ get: (key) => context[key], keys: Object.keys(context) });
}

test('production is not open to everyone, unless that is said twice', () => {
  expect(() => read({ auth: 'none' })).toThrow(/auth is "none", but must be key or iam .*allowAnonymous=true/s);
  expect(read({ auth: 'none', allowAnonymous: 'true' }).auth).toBe('none');
});

test('what belongs to an emulator is refused in production', () => {
  expect(() => read({ ec2Endpoint: 'http://x:1', apiId: 'abc' })).toThrow(/ec2Endpoint is for .*\n.*apiId is for/);
});

test('the guard can be taken off, and on in a lab', () => {
  expect(read({ guardTag: 'off' })).not.toHaveProperty('guardTag');
  expect(read({ profile: 'lab', guardTag: 'a=b' }).guardTag).toEqual({ key: 'a', value: 'b' });
});
