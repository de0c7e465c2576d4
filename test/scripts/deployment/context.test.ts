import { apiIdOf, contextOf } from '../../../scripts/deployment/context';
import { readSettings } from '../../../scripts/settings/settings';
import { clientsCredentials } from './support/clients-credentials';

test("a lab's API has an id that stays the same", () => {
  expect(contextOf(readSettings({}), 'i-0123456789abcdef0')).toEqual({
    profile: 'lab',
    apiId: 'ec2control',
    instanceId: 'i-0123456789abcdef0',
  });
});

test.each([{ PROFILE: 'production' }, { TARGET: 'aws' }])('with %j the id is chosen elsewhere', (variables) => {
  expect(contextOf(readSettings(variables))).toEqual({ profile: 'production' });
});

test('CONTEXT wins over what make would say', () => {
  expect(contextOf(readSettings({ CONTEXT: 'apiId=mine' }))).toMatchObject({ apiId: 'mine' });
});

test.each([
  ['Team_A', 'teama'],
  ['a', 'a00'],
  ['x'.repeat(40), 'x'.repeat(32)],
])('%s gives the id %s', (name, id) => {
  expect(apiIdOf(name)).toBe(id);
});

test("the user's own credentials never go to an emulator", async () => {
  expect(await clientsCredentials({})).toMatchObject({ accessKeyId: 'test', secretAccessKey: 'test' });
  expect(await clientsCredentials({ TARGET: 'aws', AWS_REGION: 'us-east-1' })).toMatchObject({
    accessKeyId: 'AKIAUSER',
  });
});
