import { firingsIn, isZone, placeOf, spansOf, startOfDay } from '../../../console/logic/week';

const monday = Date.parse('2026-03-02T00:00:00Z');
const office = { start: '0 8 * * mon-fri', stop: '0 19 * * mon-fri' };
const hour = 3_600_000;

test('a week of office hours has five spans of eleven hours', () => {
  const firings = firingsIn(office, monday);

  const spans = spansOf(firings, monday);

  expect(firings).toHaveLength(10);
  expect(spans.map(({ from, to }) => (to - from) / hour)).toEqual([11, 11, 11, 11, 11]);
  expect(spans[0]?.from).toBe(monday + 8 * hour);
});

test('what is on when the week begins is on until its stop', () => {
  const [first] = spansOf(firingsIn({ start: '0 20 * * *', stop: '0 6 * * *' }, monday), monday);

  expect(first).toEqual({ from: monday, to: monday + 6 * hour });
});

test('a stop alone makes no span', () => {
  expect(spansOf(firingsIn({ stop: '0 19 * * *' }, monday), monday)).toEqual([]);
});

test('days off and other zones are heeded, as where the schedule fires', () => {
  const firings = firingsIn({ ...office, time_zone: 'Europe/Paris', except: ['2026-03-03'] }, monday);

  expect(firings.filter(({ action }) => action === 'start')).toHaveLength(4);
  expect(firings[0]?.at).toBe(monday + 7 * hour);
});

test('what cannot be read yet, while it is typed, is an empty week', () => {
  expect(firingsIn({ start: '0 8 *' }, monday)).toEqual([]);
  expect(firingsIn({}, monday)).toEqual([]);
});

test('a schedule of every minute is drawn as far as that makes sense', () => {
  expect(firingsIn({ reboot: '* * * * *' }, monday)).toHaveLength(400);
});

test('places are in percent of the week', () => {
  expect([placeOf(monday, monday), placeOf(monday + 84 * hour, monday), placeOf(0, monday)]).toEqual([0, 50, 0]);
});

test.each([
  ['UTC', '2026-03-02T00:00:00.000Z'],
  ['Europe/Paris', '2026-03-01T23:00:00.000Z'],
  ['America/New_York', '2026-03-02T05:00:00.000Z'],
  ['Asia/Kolkata', '2026-03-01T18:30:00.000Z'],
])('the day in %s begins there at midnight', (zone, expected) => {
  expect(new Date(startOfDay(Date.parse('2026-03-02T12:34:56.789Z'), zone)).toISOString()).toBe(expected);
});

test('a zone that is still being typed is none', () => {
  expect(['Europe/Pari', 'Europe/Paris', ''].map(isZone)).toEqual([false, true, false]);
});
