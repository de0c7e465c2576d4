import { fragmentOf, noFilter, parseView, type View } from '../../../console/logic/fragment';

const views: readonly View[] = [
  { page: 'instances', filter: noFilter },
  {
    page: 'instances',
    filter: {
      search: 'web & more',
      states: ['running', 'stopped'],
      tags: ['Env=a,b', 'Team'],
      group: 'Team',
      sort: 'age',
      descending: false,
      region: 'eu-west-1',
    },
  },
  { page: 'instances', filter: { ...noFilter, group: '' } },
  { page: 'instances', filter: { ...noFilter, sort: 'name', descending: true } },
  { page: 'jobs', filter: { status: 'failed', instance: 'i-0123456789abcdef0' } },
  { page: 'job', id: '6f2c8e0a-0000-4000-8000-000000000000' },
  { page: 'schedules' },
  { page: 'api' },
];

test.each(views.map((view) => [fragmentOf(view), view] as const))(
  '%s is read as the view that wrote it',
  (text, view) => {
    expect(parseView(text)).toEqual(view);
  },
);

test('a plain list has a plain address', () => {
  expect(fragmentOf({ page: 'instances', filter: noFilter })).toBe('#/instances');
});

test.each([
  '',
  '#',
  '#/nowhere',
  '#/%E0%A4%A',
  '#/instances?sort=size',
  '#/instances?sort=-',
  '#/instances?sort=-size',
])('%j shows all instances', (fragment) => {
  expect(parseView(fragment)).toEqual({ page: 'instances', filter: noFilter });
});
