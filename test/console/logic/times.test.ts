import { nextTimes, timeMistakes } from '../../../console/logic/times';

const monday = Date.parse('2026-03-02T00:00:00Z');
const office = { start: '0 8 * * mon-fri', stop: '0 19 * * mon-fri', time_zone: 'UTC' };

test('the next times are those that the API would fire at', () => {
  const times = nextTimes(office, monday, 3);

  expect(times.map(({ action, at }) => [action, new Date(at).toISOString()])).toEqual([
    ['start', '2026-03-02T08:00:00.000Z'],
    ['stop', '2026-03-02T19:00:00.000Z'],
    ['start', '2026-03-03T08:00:00.000Z'],
  ]);
});

test('what is wrong is told of each member, and nothing is to come', () => {
  const wrong = { ...office, start: '0 25 * * *', time_zone: 'Paris' };

  expect(Object.keys(timeMistakes(wrong))).toEqual(['start', 'time_zone']);
  expect(timeMistakes(wrong).start).not.toMatch(/^start:/);
  expect(nextTimes(wrong, monday, 3)).toEqual([]);
  expect(timeMistakes(office)).toEqual({});
});
