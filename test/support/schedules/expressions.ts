import * as fc from 'fast-check';
import type { OracleCase } from './oracle';

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The zones that the rules for clock changes are held to. */
export const zones = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

type Texts = fc.Arbitrary<string>;

function values(low: number, high: number, names: readonly string[] = []): Texts {
  const value = fc.integer({ min: low, max: high });
  const written = value.chain((one) =>
    fc.constantFrom(String(one), ...(names[one - low] ? [names[one - low] ?? ''] : [])),
  );
  const range = fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
  const step = fc.integer({ min: 1, max: high - low + 1 });
  const stepped = fc.tuple(fc.oneof(fc.constant('*'), range), step).map(([base, by]) => `${base}/${by}`);
  return fc.oneof(written, range, stepped);
}

function listOf(item: Texts): Texts {
  return fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(','));
}

function mostlyAny(field: Texts): Texts {
  return fc.oneof({ weight: 2, arbitrary: fc.constant('*') }, { weight: 1, arbitrary: field });
}

const minute = fc.oneof(fc.constantFrom('0', '30', '*/15', '59', '*'), listOf(values(0, 59)));
/** Early hours above all: clocks are changed then. */
const hour = fc.oneof(
  fc.constantFrom('*', '*/2', '1', '2', '3', '1-3', '0-4/2', '0,2', '2,5-23/6'),
  listOf(values(0, 23)),
);
const month = mostlyAny(listOf(values(1, 12, months)));
const dayOfMonth = fc.oneof(fc.constantFrom('L', '29', '31', '1,L'), listOf(values(1, 31)));

function nth(first: number): Texts {
  return fc
    .tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom('#1', '#2', '#4', '#5', 'L', '#L'), fc.boolean())
    .map(([day, which, named]) => `${named ? days[day] : day + first}${which}`);
}

const openStep = fc
  .tuple(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 1, max: 60 }))
  .map(([from, by]) => `${from}/${by}`);

const unixFields = fc.tuple(
  minute,
  hour,
  mostlyAny(dayOfMonth),
  month,
  mostlyAny(listOf(fc.oneof(values(0, 7, days), nth(0)))),
  fc.constant('*'),
);

const eventFields = fc
  .tuple(
    fc.oneof(minute, openStep),
    hour,
    fc.oneof(
      fc.tuple(mostlyAny(dayOfMonth), fc.constant('?')),
      fc.tuple(fc.constant('?'), mostlyAny(fc.oneof(listOf(values(1, 7, days)), nth(1), fc.constant('L')))),
    ),
    month,
    fc.constantFrom('*', '2026-2028', '2026/2', '2027,2028', '*/4'),
  )
  .map(([minutes, hours, [day, weekday], months, year]) => [minutes, hours, day, months, weekday, year]);

/** Any expression of either dialect that the oracle understands. */
export const expressions: fc.Arbitrary<Pick<OracleCase, 'fields' | 'dialect'>> = fc.oneof(
  unixFields.map((fields) => ({ fields, dialect: 'unix' as const })),
  eventFields.map((fields) => ({ fields, dialect: 'events' as const })),
);

const at = (text: string) => Date.parse(`${text}T00:00Z`) / 60_000;
const around = (text: string, days = 2) => ({ from: at(text) - days * 1440, to: at(text) + days * 1440 });

/** Windows around the changes of clocks, the ends of months and a leap day. */
export const windows = fc.oneof(
  fc.constantFrom(
    { zone: 'Europe/Paris', ...around('2026-03-29') },
    { zone: 'Europe/Paris', ...around('2026-10-25') },
    { zone: 'America/New_York', ...around('2027-03-14') },
    { zone: 'America/New_York', ...around('2027-11-07') },
    { zone: 'Australia/Lord_Howe', ...around('2026-04-04') },
    { zone: 'Australia/Lord_Howe', ...around('2026-10-03') },
    // Where midnight is skipped, midnight comes twice, and two hours are.
    { zone: 'America/Havana', ...around('2026-03-08') },
    { zone: 'America/Havana', ...around('2026-11-01') },
    { zone: 'Antarctica/Troll', ...around('2026-03-29') },
    { zone: 'Antarctica/Troll', ...around('2026-10-25') },
  ),
  fc.record({ zone: fc.constantFrom(...zones) }).map((zone) => ({ ...zone, ...around('2028-02-29', 3) })),
  fc.record({ zone: fc.constantFrom(...zones) }).map((zone) => ({ ...zone, ...around('2026-12-31', 3) })),
);
