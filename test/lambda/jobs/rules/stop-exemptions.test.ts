import { restartedSince } from '../../../../lambda/jobs/rules/stop-exemptions';
import { anInstance } from '../../../support/instances';

const began = Date.parse('2026-01-15T12:00:00.000Z');
const job = {
  phase: 'stop',
  stopAt: new Date(began + 600_000).toISOString(),
  work: { stopAfterSeconds: 600 },
} as const;
const launchedAt = (after: number) =>
  anInstance({ state: 'running', launchTime: new Date(began + after).toISOString() });

test("a launch within the 5 s by which EC2's clock may be ahead is the run that the stop is for", () => {
  expect(restartedSince(job, launchedAt(-60_000))).toBeUndefined();
  expect(restartedSince(job, launchedAt(5_000))).toBeUndefined();
  expect(restartedSince(job, launchedAt(5_001))).toMatchObject({ outcome: 'unchanged' });
});

test('an instance whose launch time EC2 does not say is stopped', () => {
  expect(restartedSince(job, anInstance({ state: 'running', launchTime: null }))).toBeUndefined();
});
