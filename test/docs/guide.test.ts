import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Profile } from '../../contract/environment';
import { parameterNames } from '../../contract/parameters';
import { contextKeys } from '../../lib/context-keys';
import { profileDefaults } from '../../lib/profile-defaults';

const page = (name: string): string => readFileSync(join(resolve(__dirname, '../../docs/guide'), `${name}.md`), 'utf8');
const settings = page('settings');
const guide = [settings, page('using'), page('jobs')].join('\n');

/** The rows of the settings by the keys that they are about: what a key sets, and its default. */
const rows = new Map(
  [...settings.matchAll(/^\| (`[^|]+`) \| (.+) \| (.+) \|$/gm)].flatMap(([, names = '', , value = '']) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => [name, value] as const),
  ),
);

const { production, lab } = { production: profileDefaults[Profile.production], lab: profileDefaults[Profile.lab] };
const number = (value: number): string => value.toLocaleString('en-US');

test('every context key has a row with its default', () => {
  expect(contextKeys.filter((key) => (rows.get(key) ?? '').trim() === '')).toEqual([]);
});

test.each([
  ['throttleRate', number(production.throttle.rate), number(lab.throttle.rate)],
  ['throttleBurst', number(production.throttle.burst), number(lab.throttle.burst)],
  ['logRetentionDays', number(production.logRetentionDays), number(lab.logRetentionDays)],
  ['retrySeconds', production.retrySeconds.join(','), lab.retrySeconds.join(',')],
])('the defaults of %s are those of the profiles', (key, inProduction, inTheLab) => {
  expect(rows.get(key)?.replaceAll('`', '')).toMatch(new RegExp(`^${inProduction}\\b.*; in the lab ${inTheLab}$`));
});

test('the families and sizes that create may launch are named', () => {
  const words = profileDefaults[Profile.production].instanceTypes.flatMap((type) => type.split('.'));

  expect(
    [...new Set(words)].filter((word) => !new RegExp(`\\b${word}\\b`).test(rows.get('instanceTypes') ?? '')),
  ).toEqual([]);
});

test('every parameter of a request is named', () => {
  // What stands in the path explains itself; `action` and `status` are named with their routes.
  const inPaths = ['target', 'user', 'job_id', 'action', 'status'];

  expect(parameterNames.filter((name) => !inPaths.includes(name) && !guide.includes(`\`${name}\``))).toEqual([]);
});
