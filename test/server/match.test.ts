import { routes } from '../../contract/routes';
import { matchPath } from '../../server/match';

test.each([...new Set(routes.map(({ resource }) => resource))])(
  '%s is found, with what its variables hold',
  (resource) => {
    const path = resource.replace(/\{\w+\}/g, 'a%20value');

    const match = matchPath(path);

    expect(match.resource).toBe(resource);
    expect([...match.pathVariables.values()].every((value) => value === 'a value')).toBe(true);
  },
);

test.each([
  ['/', '/'],
  ['/list/', '/list'],
  ['/nowhere', '/{proxy+}'],
  ['/List', '/{proxy+}'],
  ['/%6cist', '/{proxy+}'],
  ['//list', '/{proxy+}'],
  ['/start/', '/start'],
  ['/start/a/b', '/{proxy+}'],
  ['/../list', '/{proxy+}'],
  ['*', '/{proxy+}'],
  ['', '/{proxy+}'],
])('the path %j is the resource %s', (path, resource) => {
  expect(matchPath(path).resource).toBe(resource);
});

test('bytes that are no UTF-8 are seen as such, and a percent sign that begins nothing stays', () => {
  expect(matchPath('/start/a%ffb').pathVariables.get('instance_id')).toBe('a\ufffdb');
  expect(matchPath('/start/100%&+').pathVariables.get('instance_id')).toBe('100%&+');
});
