import { waitNext } from '../../../../lambda/jobs/steps/next';

test.each([
  [0.5, 1],
  [1.2, 2],
  [60, 60],
  [0, 1],
])('a wait of %s s is %i whole seconds for Step Functions', (seconds, wait) => {
  expect(waitNext({ jobId: 'job' }, seconds, 3)).toMatchObject({ next: 'wait', wait, round: 4 });
});
