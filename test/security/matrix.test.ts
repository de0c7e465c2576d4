import { CallerAction } from '../../contract/actions';
import type { CallerEntry } from '../../contract/callers';
import { defined } from '../../contract/defined';
import { Auth, Profile } from '../../contract/environment';
import { Operation } from '../../contract/operations';
import { createSecuredApp, managed } from '../support/security/app';
import { keyHolder } from '../support/security/callers';
import { type Row, rowsOf } from '../support/security/rows';

/** What a caller gets who may ask: the statuses of a request with nothing wrong with it. */
const granted: Readonly<Record<Operation, readonly number[]>> = {
  [Operation.list]: [200],
  [Operation.status]: [200],
  [Operation.start]: [200],
  [Operation.stop]: [200],
  [Operation.reboot]: [200],
  [Operation.delete]: [200, 202],
  [Operation.create]: [201, 202],
  [Operation.listJobs]: [200],
  [Operation.getJob]: [404],
  [Operation.cancelJob]: [404],
  [Operation.listSchedules]: [200],
  [Operation.getSchedule]: [404],
  [Operation.putSchedule]: [201],
  [Operation.deleteSchedule]: [404],
  [Operation.dispatch]: [200],
  [Operation.listTocos]: [200],
  [Operation.getTocos]: [200],
  [Operation.metrics]: [200],
  [Operation.health]: [200],
  [Operation.openapi]: [200],
  [Operation.console]: [200],
  [Operation.me]: [200],
};

const holders = [
  ...Object.values(CallerAction).map((action) =>
    keyHolder({ name: `only-${action.replace(':', '-')}`, actions: [action] }),
  ),
  keyHolder({ name: 'everything' }),
];
const arnOf = (name: string): string => `arn:aws:iam::123456789012:user/${name}`;
const principals = holders.map(
  ({ entry: { key_sha256: _, ...rest } }): CallerEntry => ({ ...rest, principal_arn: arnOf(rest.name) }),
);

/** Somebody who asks, under each kind of authentication. */
interface Asker {
  readonly name: string;
  /** Absent: no caller of the deployment. */
  readonly actions?: readonly CallerAction[];
  /** The status for a stranger. */
  readonly stranger?: 401 | 403;
  readonly headers?: Readonly<Record<string, string>>;
  readonly principalArn?: string;
}

const askers: Readonly<Record<'key' | 'iam', readonly Asker[]>> = {
  key: [
    { name: 'no key', stranger: 401 },
    { name: 'wrong key', stranger: 401, headers: { 'x-api-key': keyHolder({ name: 'stranger' }).key } },
    { name: 'signed', stranger: 401, principalArn: arnOf('everything') },
    ...holders.map(({ key, entry: { name, actions } }) => ({ name, actions, headers: { 'x-api-key': key } })),
  ],
  iam: [
    { name: 'unsigned', stranger: 401 },
    { name: 'a key', stranger: 401, headers: { 'x-api-key': holders[0]?.key ?? '' } },
    { name: 'other principal', stranger: 403, principalArn: arnOf('stranger') },
    ...holders.map(({ entry: { name, actions } }) => ({ name, actions, principalArn: arnOf(name) })),
  ],
};

function expected({ stranger, actions = [] }: Asker, { operation, action, also, open }: Row): readonly number[] {
  if (open) return granted[operation];
  if (stranger !== undefined) return [stranger];
  const has = (one: CallerAction): boolean =>
    actions.includes(one) ||
    (one === 'jobs' && actions.includes('jobs:all')) ||
    (one === 'schedules' && actions.includes('schedules:all'));
  const may = (action === undefined || has(action)) && (also === undefined || has(also));
  return may ? granted[operation] : [403];
}

test('only GET /health and the console are for everybody', () => {
  const open = rowsOf(Profile.production).filter((row) => row.open);

  expect(open.map(({ title }) => title)).toEqual(['GET /health', 'GET /']);
});

test('what every caller may do is nothing that touches AWS', () => {
  const free = rowsOf(Profile.production).filter(({ action }) => action === undefined);

  expect(free.map(({ title }) => title)).toEqual([
    'GET /tocos',
    'GET /tocos/{user}',
    'GET /health',
    'GET /openapi.json',
    'GET /me',
    'GET /',
  ]);
});

describe.each([Auth.key, Auth.iam])('with auth=%s', (auth) => {
  test.each(rowsOf(Profile.production).map((row) => [row.title, row] as const))('%s', async (_, row) => {
    for (const asker of askers[auth]) {
      const app = createSecuredApp(auth === Auth.key ? holders.map(({ entry }) => entry) : principals, {
        config: { auth },
      });
      const parts = row.request(app.ec2.add({ tags: managed }));
      const { statusCode, headers, body } = await app.request({ ...parts, ...identity(asker) });

      const allowed = expected(asker, row);
      expect([asker.name, allowed.includes(statusCode) ? 'as expected' : `${statusCode} ${body}`]).toEqual([
        asker.name,
        'as expected',
      ]);
      // A refused caller causes no call to EC2.
      if (statusCode === 401 || statusCode === 403) expect([asker.name, app.ec2.count()]).toEqual([asker.name, 0]);
      expect('www-authenticate' in (headers ?? {})).toBe(statusCode === 401);
    }
  });

  test.each([
    ['an unknown path', { resource: '/{proxy+}', path: '/admin' }, 404],
    ['POST /', { resource: '/', path: '/', method: 'POST' }, 405],
    ['an unknown method', { resource: '/list', method: 'PUT' }, 405],
    ['a changing GET', { resource: '/delete/{target}', method: 'GET' }, 405],
    ['POST /health', { resource: '/health', method: 'POST' }, 405],
  ])('%s is shown to callers only', async (_, parts, status) => {
    for (const asker of askers[auth]) {
      const app = createSecuredApp(auth === Auth.key ? holders.map(({ entry }) => entry) : principals, {
        config: { auth },
      });

      const { statusCode } = await app.request({ ...parts, ...identity(asker) });

      expect([asker.name, statusCode]).toEqual([asker.name, asker.stranger ?? status]);
    }
  });
});

function identity({ headers, principalArn }: Asker) {
  return defined({ headers, principalArn });
}
