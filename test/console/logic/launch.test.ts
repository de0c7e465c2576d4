import { emptyLaunch, launchBody, mistakesOf, readTags } from '../../../console/logic/launch';

test('what was left empty is not sent', () => {
  const form = { ...emptyLaunch, name: 'web', tags: 'Env=dev, Team=a=b', security_group_ids: 'sg-1 sg-2' };

  expect(launchBody(emptyLaunch)).toEqual({});
  expect(launchBody(form)).toEqual({
    name: 'web',
    tags: { Env: 'dev', Team: 'a=b' },
    security_group_ids: ['sg-1', 'sg-2'],
  });
});

test('mistakes are told at their fields before anything is sent', () => {
  const form = { ...emptyLaunch, tags: 'Env', stop_after: 'soon', username: 'Ana', password: 'short' };

  expect(Object.keys(mistakesOf(form)).sort()).toEqual(['password', 'stop_after', 'tags', 'username']);
  expect(mistakesOf(emptyLaunch)).toEqual({});
  expect(mistakesOf({ ...emptyLaunch, username: 'ana' }).password).toMatch(/or neither/);
});

test('a tag without an equals sign is none', () => {
  expect(readTags('Env=dev, Team')).toBeUndefined();
});
