import { shareOf } from '../../../lambda/domain/outcome';

test.each([
  [3, 3, '3 instances'],
  [1, 1, '1 instance'],
  [1, 3, '1 of 3 instances'],
  [0, 1, 'no instance'],
  [0, 3, 'no instance'],
])('%i of %i is %j', (changed, total, words) => {
  expect(shareOf(changed, total)).toBe(words);
});
