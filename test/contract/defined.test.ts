import { defined } from '../../contract/defined';

test('members that are undefined are left out, not kept as undefined', () => {
  const name: string | undefined = undefined;

  expect(Object.keys(defined({ name, size: 8 }))).toEqual(['size']);
});

test('null, false, 0 and the empty text are values and stay', () => {
  expect(defined({ ip: null, spot: false, count: 0, text: '' })).toEqual({ ip: null, spot: false, count: 0, text: '' });
});

test('the order of the members is kept', () => {
  const missing: number | undefined = undefined;

  expect(Object.keys(defined({ c: 1, missing, a: 2, b: 3 }))).toEqual(['c', 'a', 'b']);
});

test('a member that may be undefined becomes optional, as exactOptionalPropertyTypes wants it', () => {
  const next = [undefined, 'token'][1];
  const page: { readonly count: number; readonly next?: string } = { count: 1, ...defined({ next }) };

  expect(page).toEqual({ count: 1, next: 'token' });
});
