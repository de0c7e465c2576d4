import { createTestApp } from '../../../support/app';

test('status by a tag counts what could be read, in plain English', async () => {
  const app = createTestApp();
  const one = app.ec2.add({ tags: { Team: 'web' } });

  const ofOne = await app.call({ resource: '/status', query: 'tag=Team=web' });
  const ofTwo = await app.call({ resource: '/status', query: `instance_id=${one},i-0123456789abcdef0` });

  expect([ofOne.status, ofOne.body.message]).toEqual([200, '1 of 1 instance read']);
  expect([ofTwo.status, ofTwo.body.message]).toEqual([207, '1 of 2 instances read']);
});
