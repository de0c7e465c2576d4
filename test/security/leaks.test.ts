import fc from 'fast-check';
import { Profile } from '../../contract/environment';
import { methodsOf, type Route, routes } from '../../contract/routes';
import type { Ec2Of } from '../../lambda/instances/ec2';
import type { RequestParts } from '../support/events';
import { captureOutput } from '../support/output';
import { createSecuredApp, managed, type SecuredApp } from '../support/security/app';
import { keyHolder } from '../support/security/callers';
import { mark, type Place, type Planted, places, secret } from '../support/security/secret-places';

/** What goes wrong inside, quoting the request as only a fault of the program would. */
const failing =
  (parts: () => RequestParts): Ec2Of =>
  () => {
    const quote = JSON.stringify(parts());
    const token = /Bearer (.*)/s.exec(parts().headers?.authorization ?? '')?.[1] ?? '';
    throw new TypeError(`cannot read ${quote} of ${token}`, {
      cause: new Error(`${parts().query} ${parts().path}`, { cause: new Error(String(parts().body)) }),
    });
  };

const rows = routes.flatMap((route) => methodsOf(route, Profile.lab).map((method) => ({ route, method })));
const holder = keyHolder({ name: 'all' });

let output: readonly string[] = [];
beforeEach(() => {
  output = captureOutput();
});
afterEach(() => jest.restoreAllMocks());

async function leaksOf(app: SecuredApp, parts: RequestParts, place: Place): Promise<readonly string[]> {
  const { headers, body: answer, statusCode } = await app.request(parts);
  const shown = place.shown && statusCode < 500 ? '' : JSON.stringify(headers) + answer;
  // What a job keeps of a request is the client's own to see.
  const kept = place.shown ? '' : app.lab.store.everWritten();
  return [shown, kept, ...app.lines, ...output].filter((text) => text.includes(mark));
}

function plain({ route, method }: { route: Route; method: string }): Planted {
  const names = [...route.resource.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const pathVariables = Object.fromEntries(
    names.map((name) => [name, name === 'region_name' ? 'us-east-1' : 'i-0123456789abcdef0']),
  );
  return { method, resource: route.resource, path: route.resource, pathVariables, query: '', headers: {} };
}

describe.each([Profile.lab, Profile.production])('in the %s profile', (profile) => {
  const settings = profile === Profile.lab ? { profile, auth: 'none' as const } : { profile };

  test('no log line, no output and no answer holds what was secret in a request', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...rows),
        fc.constantFrom(...places),
        secret,
        fc.boolean(),
        async (row, place, value, known) => {
          const app = createSecuredApp([holder.entry], { config: settings });
          app.ec2.add({ instanceId: 'i-0123456789abcdef0', tags: managed });
          const parts = place.plant(plain(row), value);

          const leaks = await leaksOf(
            app,
            known ? { ...parts, headers: { 'x-api-key': holder.key, ...parts.headers } } : parts,
            place,
          );

          expect(leaks).toEqual([]);
          expect(app.lines.length).toBeGreaterThan(0);
          expect(app.lines.join() + output.join()).not.toContain(holder.key);
        },
      ),
      { numRuns: 1500 },
    );
  }, 60_000);

  test('nor when the program itself fails, and quotes the request in its error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...rows), fc.constantFrom(...places), secret, async (row, place, value) => {
        const planted = place.plant(plain(row), value);
        const parts = { ...planted, headers: { 'x-api-key': holder.key, ...planted.headers } };
        const app = createSecuredApp([holder.entry], { config: settings, ec2Of: failing(() => parts) });

        expect(await leaksOf(app, parts, place)).toEqual([]);
        expect(app.lines.join() + output.join()).not.toContain(holder.key);
      }),
      { numRuns: 1000 },
    );
  }, 60_000);
});

test('a fault is generic to the client, and found in the log by the request id', async () => {
  const parts = { resource: '/list', headers: { 'x-api-key': holder.key } };
  const app = createSecuredApp([holder.entry], { ec2Of: failing(() => parts) });

  const { status, body: problem } = await app.call(parts);

  expect(status).toBe(500);
  expect(problem).toEqual({
    type: 'urn:ec2-control:problem:internal_error',
    title: 'Internal error',
    status: 500,
    code: 'internal_error',
    detail: 'The request failed by a fault of this API. The log has the cause under the request id request-1.',
    request_id: 'request-1',
    retryable: false,
  });
  const fault = app.lines.map((line) => JSON.parse(line)).find(({ message }) => message === 'fault');
  expect(fault).toMatchObject({ request_id: 'request-1', error: expect.stringContaining('TypeError: cannot read') });
  expect(fault.error).toContain('leaks.test.ts');
});

test('a trace of the program never leaves it', async () => {
  for (const resource of routes.map((route) => route.resource)) {
    const app = createSecuredApp([], { config: { auth: 'none' }, ec2Of: failing(() => ({})) });

    const { body: answer } = await app.request({ resource, method: 'POST' });

    expect(answer).not.toMatch(/\bat \S+ \(|\.ts:\d+|node_modules|TypeError/);
  }
});
