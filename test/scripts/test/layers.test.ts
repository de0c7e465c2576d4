import { countsOf, ended } from '../../../scripts/test/layers';

const report = {
  numPassedTests: 7,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 3,
  numRuntimeErrorTestSuites: 4,
};

test('skipped tests, plans and files that cannot be loaded count as failed', () => {
  expect(countsOf(JSON.stringify(report))).toEqual({ passed: 7, failed: 10 });
});

test.each([
  ['a run that passed', 0, { passed: 3, failed: 0 }, false, { passed: 3, failed: 0 }],
  ['a run with a failure', 1, { passed: 3, failed: 2 }, false, { passed: 3, failed: 2 }],
  ['a run that was killed', 1, { passed: 3, failed: 0 }, false, { passed: 3, failed: 1 }],
  ['a run without a test', 0, { passed: 0, failed: 0 }, false, { passed: 0, failed: 1 }],
  ['a run without a test, where nothing has changed', 0, { passed: 0, failed: 0 }, true, { passed: 0, failed: 0 }],
  ['a run that was killed, where nothing has changed', 1, { passed: 0, failed: 0 }, true, { passed: 0, failed: 1 }],
] as const)('%s ends as its counts say', (_, status, counts, mayBeEmpty, expected) => {
  expect(ended(status, counts, mayBeEmpty)).toEqual(expected);
});
