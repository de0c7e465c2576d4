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

test("production's API has the same id on an emulator, and AWS chooses its own", () => {
  expect(contextOf(readSettings({ PROFILE: 'production' }))).toEqual({ profile: 'production', apiId: 'ec2control' });
  expect(contextOf(readSettings({ TARGET: 'aws' }))).toEqual({ profile: 'production' });
});

test('an id of the API is refused on AWS, where it would be passed over', () => {
  expect(() => readSettings({ TARGET: 'aws', CONTEXT: 'apiId=mine' })).toThrow('AWS chooses the id itself');
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
