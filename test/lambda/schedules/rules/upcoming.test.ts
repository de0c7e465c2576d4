import { defined } from '../../../../contract/defined';
import { readDates } from '../../../../lambda/schedules/rules/calendar';
import { readExpression } from '../../../../lambda/schedules/rules/expression';
import { type Calendar, firstUpcoming, type ScheduleAction } from '../../../../lambda/schedules/rules/upcoming';
import { zoneOf } from '../../../../lambda/schedules/rules/zone';

interface Written {
  readonly times: Readonly<Partial<Record<ScheduleAction, string>>>;
  readonly except?: readonly string[];
  readonly until?: string;
  readonly zone?: string;
}

function calendarOf({ times, except = [], until, zone = 'Europe/Paris' }: Written): Calendar {
  const found = zoneOf(zone);
  if (found === undefined) throw new Error(zone);
  return {
    timings: Object.fromEntries(Object.entries(times).map(([action, text]) => [action, readExpression(text)])),
    zone: found,
    except: except.flatMap((text) => readDates(text) ?? []),
    ...defined({ until }),
  };
}

function next(written: Written, after: string, count = 5): readonly string[] {
  return firstUpcoming(calendarOf(written), Date.parse(after), count).map(
    ({ action, at }) => `${action} ${new Date(at).toISOString().slice(0, 16)}Z`,
  );
}

const officeHours = { start: '0 8 * * mon-fri', stop: '0 19 * * mon-fri' };

test('office hours start and stop by turns, and leave out the weekend', () => {
  expect(next({ times: officeHours }, '2026-11-26T12:00Z', 4)).toEqual([
    'stop 2026-11-26T18:00Z',
    'start 2026-11-27T07:00Z',
    'stop 2026-11-27T18:00Z',
    'start 2026-11-30T07:00Z',
  ]);
});

test('in one minute a stop comes before a start, and a start before a reboot', () => {
  const times = { reboot: '0 8 * * *', start: '0 8 * * *', stop: '0 8 * * *' };

  expect(next({ times, zone: 'UTC' }, '2026-11-26T07:59Z', 3)).toEqual([
    'stop 2026-11-26T08:00Z',
    'start 2026-11-26T08:00Z',
    'reboot 2026-11-26T08:00Z',
  ]);
});

test('nothing is started on an excepted date, but stops happen', () => {
  const except = ['2026-12-25', '2026-12-28/2027-01-01'];

  expect(next({ times: officeHours, except }, '2026-12-24T20:00Z', 8)).toEqual([
    'stop 2026-12-25T18:00Z',
    'stop 2026-12-28T18:00Z',
    'stop 2026-12-29T18:00Z',
    'stop 2026-12-30T18:00Z',
    'stop 2026-12-31T18:00Z',
    'stop 2027-01-01T18:00Z',
    'start 2027-01-04T07:00Z',
    'stop 2027-01-04T18:00Z',
  ]);
});

test('an excepted date is the one of the zone', () => {
  const written = { times: { start: '0 8 * * *' }, zone: 'Australia/Lord_Howe', except: ['2026-11-27'] };

  expect(next(written, '2026-11-26T00:00Z', 2)).toEqual(['start 2026-11-27T21:00Z', 'start 2026-11-28T21:00Z']);
});

test('a century without starts is passed at once', () => {
  const written = { times: { start: '* * * * *' }, except: ['2026-01-01/2125-12-31'] };

  expect(next(written, '2026-06-01T00:00Z', 2)).toEqual(['start 2125-12-31T23:00Z', 'start 2125-12-31T23:01Z']);
});

test('the last date is included, as the zone has it', () => {
  expect(next({ times: officeHours, until: '2026-11-27' }, '2026-11-26T20:00Z')).toEqual([
    'start 2026-11-27T07:00Z',
    'stop 2026-11-27T18:00Z',
  ]);
});

test('a last date that has passed ends a schedule', () => {
  expect(next({ times: officeHours, until: '2026-11-25' }, '2026-11-26T20:00Z')).toEqual([]);
});

test('one moment happens once', () => {
  expect(next({ times: { start: '2026-12-01T08:00' } }, '2026-11-26T20:00Z')).toEqual(['start 2026-12-01T07:00Z']);
  expect(next({ times: { start: '2026-12-01T08:00' } }, '2026-12-01T07:00Z')).toEqual([]);
});

test('a year of a schedule has each firing once and does not drift', () => {
  const year = firstUpcoming(calendarOf({ times: officeHours }), Date.UTC(2026, 0, 1), 600).filter(
    ({ at }) => at < Date.UTC(2027, 0, 1),
  );

  const instants = year.map(({ action, at }) => `${action} ${at}`);
  expect(new Set(instants).size).toBe(instants.length);
  expect(year.filter(({ action }) => action === 'start')).toHaveLength(261);
  expect(year.filter(({ action }) => action === 'stop')).toHaveLength(261);
  const hours = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', timeStyle: 'short' });
  expect(new Set(year.map(({ action, at }) => `${action} ${hours.format(at)}`))).toEqual(
    new Set(['start 08:00', 'stop 19:00']),
  );
});

test.each(['2026-12-25', '2026-12-28/2027-01-01', '2026-12-25/2026-12-25'])('%s are dates', (text) => {
  expect(readDates(text)).toBeDefined();
});

test.each(['', '2026-02-30', '2027-01-01/2026-12-28', '2026-12-25/2026-12-26/2026-12-27', '25.12.2026', '2026-12-25/'])(
  '%j are no dates',
  (text) => {
    expect(readDates(text)).toBeUndefined();
  },
);

test.each(['Europe/Paris', 'America/New_York', 'UTC', 'Etc/GMT+5', 'America/Argentina/Buenos_Aires'])(
  '%s is a time zone',
  (name) => {
    expect(zoneOf(name)).toBeDefined();
  },
);

test.each([
  '',
  'Mars/Olympus',
  '+01:00',
  '-05',
  'Europe/Paris ',
  'Europe/Paris\u0000',
  '../../etc/localtime',
  'Europe/../Europe/Paris',
  'Europe//Paris',
  '/Europe/Paris',
  'Europe\\Paris',
  'Еurope/Paris',
  '__proto__',
  'constructor',
])('%j is no time zone', (name) => {
  expect(zoneOf(name)).toBeUndefined();
});
