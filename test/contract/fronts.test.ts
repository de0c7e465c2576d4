import { Front, longestWait } from '../../contract/fronts';
import { openApiDocument } from '../../contract/openapi';
import { parameterEntry } from '../../contract/parameters';

const options = { profile: 'lab', auth: 'none', version: '1' } as const;

test.each([
  [Front.function, 25],
  [Front.server, 300],
])('at the %s a request may wait for %i seconds, and no longer', (front, most) => {
  const { schema, rule } = parameterEntry('wait', 'ec2', front);

  expect([schema.safeParse(most).success, schema.safeParse(most + 1).success]).toEqual([true, false]);
  expect(rule).toBe(`an integer from 0 to ${most} (seconds)`);
  expect(longestWait[front]).toBe(most);
});

test('the OpenAPI document of each says so', () => {
  const ofFunction = JSON.stringify(openApiDocument(options));
  const ofServer = JSON.stringify(openApiDocument({ ...options, front: Front.server }));

  expect([ofFunction.includes('"maximum":25'), ofFunction.includes('"maximum":300')]).toEqual([true, false]);
  expect([ofServer.includes('"maximum":25'), ofServer.includes('"maximum":300')]).toEqual([false, true]);
});
