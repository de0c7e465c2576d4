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

test('states are counted, and the tags that there are listed', () => {
  expect([...countStates(all)]).toEqual([
    ['running', 1],
    ['stopped', 1],
    ['pending', 1],
  ]);
  expect(tagKeys(all)).toEqual(['Env', 'Team']);
  expect(tagValues(all, 'Env')).toEqual(['dev', 'prod']);
});
