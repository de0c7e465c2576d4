import { baseOf, pathOf } from '../../../console/api/base';

test.each([
  ['/', '/'],
  ['/prod', '/prod/'],
  ['/prod/', '/prod/'],
  ['/restapis/x/prod/_user_request_', '/restapis/x/prod/_user_request_/'],
])('the API of the page at %s is below %s', (page, base) => {
  expect(baseOf(page)).toBe(base);
});

test('a query has what is given, and lists with commas', () => {
  const query = {
    instance_id: ['i-1', 'i-2'],
    region: '',
    next_token: undefined,
    state: [],
    page_size: 10,
    q: 'a b&c',
  };

  expect(pathOf('list', query)).toBe('list?instance_id=i-1,i-2&page_size=10&q=a%20b%26c');
  expect(pathOf('list')).toBe('list');
});
