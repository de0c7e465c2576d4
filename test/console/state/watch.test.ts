import { type FakeBrowser, fakeBrowser } from '../../support/console/browser';
import { anInstance } from '../../support/console/instance';

type Page = typeof import('../../../console/state/watch') & typeof import('../../../console/state/notes');

let page: FakeBrowser<Page>['modules'];

beforeEach(() => {
  page = fakeBrowser<Page>(['state/watch', 'state/notes']).modules;
});

const one = anInstance({ state: 'running' });
const { instance_id: id } = one;
const noteOf = () => page.notes.value.get(id)?.text;

/** Lets six seconds pass. */
const later = () => jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 6_000);
afterEach(() => jest.restoreAllMocks());

test('an instance that has not moved in five seconds did not do what it was asked', () => {
  page.watch([id], 'stop');
  page.settle([one]);
  expect(noteOf()).toBeUndefined();
  later();

  page.settle([one]);

  expect(noteOf()).toBe('It is running and did not stop.');
});

test('a job takes its time, and only what has arrived is told before it has ended', () => {
  page.watch([id], 'stop', true);
  later();

  page.settle([one]);
  expect([noteOf(), page.watched.value.size]).toEqual([undefined, 1]);
  page.settle([{ ...one, state: 'stopped' }]);

  expect([noteOf(), page.watched.value.size]).toEqual(['It is stopped.', 0]);
});

test('when the job has ended the instance is judged by itself', () => {
  page.watch([id], 'stop', true);
  page.jobDone([id, 'i-other']);
  later();

  page.settle([one]);

  expect(noteOf()).toBe('It is running and did not stop.');
});

test('thousands of instances are told of at once', () => {
  const many = Array.from({ length: 5_000 }, () => anInstance({ state: 'stopped' }));
  let changes = 0;
  page.notes.subscribe(() => {
    changes += 1;
  });
  page.watch(
    many.map(({ instance_id }) => instance_id),
    'stop',
  );

  page.settle(many);

  expect([page.notes.value.size, changes]).toEqual([5_000, 2]);
});
