import type { Instance } from '../../../console/api/answers';
import { type FakeBrowser, fakeBrowser } from '../../support/console/browser';
import { anInstance } from '../../support/console/instance';

type Page = typeof import('../../../console/state/instances') & typeof import('../../../console/state/session');

let browser: FakeBrowser<Page>;
let state: Page;

beforeEach(() => {
  browser = fakeBrowser(['state/instances', 'state/session']);
  state = browser.modules;
  state.me.value = {
    name: 'ana',
    actions: ['list', 'status', 'stop'],
    auth: 'none',
    regions: ['us-east-1'],
    instance_types: [],
    compute: 'ec2',
  };
});

const page = (...instances: readonly Instance[]) => ({ region: 'us-east-1', instances });
const stateOf = ({ instance_id: id }: Instance) => state.instances.value.get(id)?.state;
const one = anInstance({ state: 'running' });

test('a status that was asked for before an action was answered does not undo it', async () => {
  state.put([one]);
  const asked = state.loadSome([one.instance_id]);
  state.put([{ ...one, state: 'stopping' }]);

  await browser.requests[0]?.answer(200, { instance: one });
  await asked;

  expect(stateOf(one)).toBe('stopping');
});

test('of two answers to one question the one that was asked for later counts, in whatever order they come', async () => {
  const asked = [state.loadSome([one.instance_id]), state.loadSome([one.instance_id])];
  const [first, second] = browser.requests;

  await second?.answer(200, { instance: { ...one, state: 'stopped' } });
  await first?.answer(200, { instance: { ...one, state: 'stopping' } });
  await Promise.all(asked);

  expect(stateOf(one)).toBe('stopped');
});

test('a list that comes after a newer one is not shown', async () => {
  const asked = [state.loadList(true), state.loadList(true)];
  const [first, second] = browser.requests;

  await second?.answer(200, page());
  await first?.answer(200, page(one));
  await Promise.all(asked);

  expect(state.instances.value.size).toBe(0);
});

test('a list keeps what an action has answered meanwhile', async () => {
  state.put([one]);
  const asked = state.loadList(true);
  state.put([{ ...one, state: 'stopping' }]);

  await browser.requests[0]?.answer(200, page(one));
  await asked;

  expect(stateOf(one)).toBe('stopping');
});

test('the clock of this machine may be set back meanwhile', async () => {
  state.put([one]);
  browser.setClock(Date.now() - 3_600_000);
  const asked = state.loadList(true);

  await browser.requests[0]?.answer(200, page({ ...one, state: 'stopped' }));
  await asked;

  expect(stateOf(one)).toBe('stopped');
});
