import { labelOf, nameOf, plain } from '../../../console/logic/label';
import { anInstance } from '../../support/console/instance';

test.each([
  ['turns its text round', '\u202egnp.exe\u202c', 'gnp.exe'],
  ['isolates a text', '\u2067web\u2069', 'web'],
  ['has letters without width', 'w\u200be\u200db\ufeff', 'web'],
  ['has line breaks and control characters', 'web\n\t1\u0000', 'web 1'],
  ['is written in another script', 'שרת-1', 'שרת-1'],
])('a name that %s is shown so that it can be read and typed', (_what, name, expected) => {
  expect(plain(name)).toBe(expected);
});

test.each([null, '', '   ', '\u202e', '\u200b'])('the name %j is none, so the id is shown', (name) => {
  const instance = anInstance({ name });

  expect(nameOf(instance)).toBeUndefined();
  expect(labelOf(instance)).toBe(instance.instance_id);
});
