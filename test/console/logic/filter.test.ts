import { countStates, grouped, shows, tagKeys, tagValues } from '../../../console/logic/filter';
import { noFilter } from '../../../console/logic/fragment';
import { anInstance } from '../../support/console/instance';

const web = anInstance({ name: 'web-10', state: 'running', ip: '203.0.113.7', tags: { Env: 'dev', Team: 'web' } });
const db = anInstance({ name: 'web-9', state: 'stopped', tags: { Env: 'prod' } });
const bare = anInstance({ state: 'pending' });
const all = [web, db, bare];
const ids = (found: readonly { readonly instance_id: string }[]) => found.map(({ instance_id }) => instance_id);

test.each([
  ['a name', { search: 'WEB-9' }, [db]],
  ['an address', { search: '203.0' }, [web]],
  ['a value of a tag', { search: 'dev' }, [web]],
  ['several words, all of which must be there', { search: 'web dev' }, [web]],
  ['states', { states: ['stopped', 'pending'] }, [db, bare]],
  ['a tag and its value', { tags: ['Env=prod'] }, [db]],
  ['a tag with any value', { tags: ['Env'] }, [web, db]],
  ['tags that must all match', { tags: ['Env=dev', 'Team=db'] }, []],
])('instances are found by %s', (_what, filter, expected) => {
  expect(ids(all.filter((one) => shows({ ...noFilter, ...filter }, one)))).toEqual(ids(expected));
});

test('groups are sorted, the one without the tag is last, and names are sorted as people count', () => {
  const groups = grouped(all, 'Env', 'name');

  expect(groups.map(({ value }) => value)).toEqual(['dev', 'prod', undefined]);
  expect(ids(grouped(all, '', 'name')[0]?.instances ?? [])).toEqual(ids([db, web, bare]));
});

test('a second click on a column sorts the other way round', () => {
  expect(ids(grouped(all, '', 'name', true)[0]?.instances ?? [])).toEqual(ids([bare, web, db]));
});

test('a key may have an equals sign in it', () => {
  const odd = anInstance({ tags: { 'a=b': 'c' } });

  const found = (tag: string) => shows({ ...noFilter, tags: [tag] }, odd);
  expect(['a=b=c', 'a=b', 'a', 'a=b=d'].map(found)).toEqual([true, true, false, false]);
});

test.each(['constructor', '__proto__', 'toString'])('%s is a tag of those only that carry it', (key) => {
  const tags = Object.defineProperty({}, key, { value: 'x', enumerable: true });
  const odd = anInstance({ tags });

  expect(shows({ ...noFilter, tags: [key] }, bare)).toBe(false);
  expect(shows({ ...noFilter, tags: [key] }, odd)).toBe(true);
  expect(grouped([bare, odd], key, 'name').map(({ value }) => value)).toEqual(['x', undefined]);
  expect(tagValues([bare, odd], key)).toEqual(['x']);
});

test('states are counted, and the tags that there are listed', () => {
  expect([...countStates(all)]).toEqual([
    ['running', 1],
    ['stopped', 1],
    ['pending', 1],
  ]);
  expect(tagKeys(all)).toEqual(['Env', 'Team']);
  expect(tagValues(all, 'Env')).toEqual(['dev', 'prod']);
});
