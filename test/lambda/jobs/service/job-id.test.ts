import { fingerprintOf, jobIdFrom, jobIdOf, newJobId } from '../../../../lambda/jobs/service/job-id';

test('a job without a key has an id of its own each time', () => {
  expect(newJobId()).not.toBe(newJobId());
});

test('the same caller and key make the same id, a UUID of version 8', () => {
  const id = jobIdOf('ada', 'key-1');

  expect(jobIdOf('ada', 'key-1')).toBe(id);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('another caller, another key and another kind of compute make another id', () => {
  const ids = [
    jobIdOf('ada', 'key-1'),
    jobIdOf('bob', 'key-1'),
    jobIdOf('ada', 'key-2'),
    jobIdOf('ada', 'key-1', 'docker'),
    jobIdFrom(['schedule', 'ada', 'key-1']),
  ];

  expect(new Set(ids).size).toBe(ids.length);
});

test('a fingerprint knows neither the order of members nor members that are undefined', () => {
  expect(fingerprintOf({ a: 1, b: { c: [2], d: undefined } })).toBe(fingerprintOf({ b: { c: [2] }, a: 1 }));
  expect(fingerprintOf({ a: [1, 2] })).not.toBe(fingerprintOf({ a: [2, 1] }));
});
