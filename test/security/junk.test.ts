import fc from 'fast-check';
import { Profile } from '../../contract/environment';
import { routes } from '../../contract/routes';
import type { RequestParts } from '../support/events';
import { createSecuredApp, managed } from '../support/security/app';
import { keyHolder } from '../support/security/callers';

const resources = routes.map(({ resource }) => resource).filter((resource) => resource !== '/health');
const large: readonly string[] = [
  `{"x":"${'a'.repeat(140_000)}"}`,
  '[['.repeat(2000),
  JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`parameter_${n}`, n]))),
  JSON.stringify({ instance_id: Array.from({ length: 9000 }, (_, n) => `junk${n}`) }),
];
const junkBody = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...large) },
  {
    weight: 20,
    arbitrary: fc.constantFrom(
      '{',
      '[]',
      'null',
      '"stop"',
      '{"instance_id":',
      '{"a":1,}',
      '\u0000',
      '{"instance_id":"all"} ',
      '{"tags":{"":""}}',
    ),
  },
  {
    weight: 20,
    // `{}` is no junk.
    arbitrary: fc
      .string({ minLength: 1 })
      .filter((text) => text.trim() !== '}')
      .map((text) => `{${text}`),
  },
  {
    weight: 20,
    arbitrary: fc
      .dictionary(
        fc.string({ minLength: 1 }).map((name) => `x${name}`),
        fc.jsonValue(),
        { minKeys: 1 },
      )
      .map((body) => JSON.stringify(body)),
  },
);

/** Requests with something wrong in them that stands before anything could be done. */
const junk: fc.Arbitrary<RequestParts> = fc.oneof(
  fc.record({ method: fc.constant('POST'), resource: fc.constantFrom(...resources), body: junkBody }),
  fc.record({
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'DELETE'),
    resource: fc.constantFrom(...resources),
    query: fc.constantFrom('x', 'instance-id=i-1', 'tag', 'tags=', 'a=1&a=2&b=3', `${'x=1&'.repeat(300)}y=2`),
  }),
  fc.record({
    method: fc.constantFrom('PUT', 'PATCH', 'TRACE', 'CONNECT', 'get', '', 'DELETE%20'),
    resource: fc.constantFrom(...resources),
  }),
  fc.record({
    method: fc.constantFrom('GET', 'POST', 'OPTIONS'),
    resource: fc.constantFrom('/{proxy+}', '/stop/', '__proto__'),
    path: fc.webPath(),
  }),
  fc.record({
    method: fc.constant('POST'),
    resource: fc.constantFrom('/start/{instance_id}', '/stop/{instance_id}', '/reboot/{instance_id}'),
    pathVariables: fc.record({ instance_id: fc.string().map((text) => `x${text.replaceAll(',', '')}`) }),
  }),
);

const requests = fc.sample(junk, 10_000);

test.each([
  ['without a key, in production', Profile.production, false],
  ['with a key, in production', Profile.production, true],
  ['in the lab', Profile.lab, false],
])(
  '10,000 junk requests %s get only 4xx and change nothing',
  async (_, profile, withKey) => {
    const holder = keyHolder({ name: 'all' });
    const lab = profile === Profile.lab;
    const app = createSecuredApp([holder.entry], { config: { profile, ...(lab ? { auth: 'none' } : {}) } });
    const ids = ['running', 'stopped'].map((state) => app.ec2.add({ state: state as 'running', tags: managed }));
    const statuses = new Map<number, number>();
    const others: unknown[] = [];

    for (const parts of requests) {
      const { statusCode, body } = await app.request({ ...parts, headers: withKey ? { 'x-api-key': holder.key } : {} });
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
      if (statusCode < 400 || statusCode > 499) others.push([statusCode, parts, body]);
      // No answer is much larger than what it answers.
      expect(body.length).toBeLessThan(60_000);
    }

    expect(others.slice(0, 3)).toEqual([]);
    expect(app.ec2.count()).toBe(0);
    expect(ids.map((id) => app.ec2.instance(id).state)).toEqual(['running', 'stopped']);
    expect([...statuses.keys()]).toEqual(expect.arrayContaining(withKey || lab ? [400, 404, 405] : [401]));
  },
  120_000,
);

test('a request costs little, however much it asks for', async () => {
  const app = createSecuredApp([], { config: { auth: 'none' } });
  const costly: readonly RequestParts[] = [
    {
      method: 'POST',
      resource: '/stop',
      body: JSON.stringify(Object.fromEntries(Array.from({ length: 9000 }, (_, n) => [`instanceid${n}`, n]))),
    },
    { method: 'POST', resource: '/stop', body: `{"instance_id":${'['.repeat(60_000)}${']'.repeat(60_000)}}` },
    {
      method: 'POST',
      resource: '/stop',
      body: { instance_id: Array.from({ length: 25_000 }, (_, n) => n.toString(36)) },
    },
    {
      method: 'POST',
      resource: '/stop',
      body: { tags: Object.fromEntries(Array.from({ length: 9000 }, (_, n) => [`t${n}`, ''])) },
    },
    { resource: '/list', query: `region=${'a-'.repeat(5000)}` },
    { resource: '/list', query: 'tag=a%3Db&'.repeat(900) },
    { method: 'POST', resource: '/start', body: { stop_after: `P${'1'.repeat(50_000)}D` } },
    {
      method: 'POST',
      resource: '/stop',
      body: '+'.repeat(131_000),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
    {
      method: 'POST',
      resource: '/stop',
      body: 'a&'.repeat(60_000),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
    { resource: '/list', headers: { authorization: `Bearer ${' '.repeat(100_000)}x` } },
  ];

  for (const parts of costly) {
    const before = process.cpuUsage();
    const { statusCode, body } = await app.request(parts);
    const { user } = process.cpuUsage(before);

    expect(statusCode).toBeLessThan(500);
    expect(body.length).toBeLessThan(60_000);
    // Processor time, in microseconds: a machine that is busy with something else is no failure.
    expect(user).toBeLessThan(2_000_000);
  }
});
