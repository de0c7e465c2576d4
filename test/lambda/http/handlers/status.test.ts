import { createTestApp } from '../../../support/app';

test('status by a tag counts what could be read, in plain English', async () => {
  const app = createTestApp();
  const one = app.ec2.add({ tags: { Team: 'web' } });

  const ofOne = await app.call({ resource: '/status', query: 'tag=Team=web' });
  const ofTwo = await app.call({ resource: '/status', query: `instance_id=${one},i-0123456789abcdef0` });

  expect([ofOne.status, ofOne.body.message]).toEqual([200, '1 of 1 instance read']);
  expect([ofTwo.status, ofTwo.body.message]).toEqual([207, '1 of 2 instances read']);
});

test('instances that do not fit into one answer are named, to be asked for apart', async () => {
  const app = createTestApp();
  const tags = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`${n}`.padEnd(128, '"'), '"'.repeat(256)]));
  const ids = Array.from({ length: 100 }, () => app.ec2.add({ tags }));

  const { statusCode, body: text } = await app.request({ resource: '/status', query: `instance_id=${ids.join(',')}` });

  const body = JSON.parse(text);
  const [shown, others] = [body.instances, body.results] as readonly { instance_id: string; code?: string }[][];
  expect(Buffer.byteLength(JSON.stringify(text))).toBeLessThan(4_194_304);
  expect([statusCode, new Set(others?.map(({ code }) => code))]).toEqual([207, new Set(['too_many_instances'])]);
  expect([...(shown ?? []), ...(others ?? [])].map(({ instance_id }) => instance_id)).toEqual(ids);
});
