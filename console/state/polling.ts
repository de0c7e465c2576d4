import { effect } from '@preact/signals';
import { connection } from '../api/connection';
import { pace, turn } from '../logic/polling';
import { may } from '../logic/rights';
import { hidden } from './clock';
import { followsJobs, lookAtFollowed } from './follow';
import { changing, loadList, loadSome, startOver } from './instances';
import { job, jobsMove, loadJob, loadJobs, otherJobs } from './jobs';
import { loadSchedules, schedules } from './schedules';
import { mayAsk, me, stage } from './session';
import { Track } from './track';
import { filter, view } from './view';

// What a caller may not ask for is not asked; while the page does not know yet who asks, it does not wait for that.
const allowed = (action: 'list' | 'jobs' | 'schedules'): boolean =>
  mayAsk.value && (me.value === undefined || may(me.value, action));
const isOn = (page: string): boolean => stage.value === 'open' && view.value.page === page;

let round = 0;

/** Everything, every 15 seconds; sooner when no answer came to something else, to see whether there are answers again. */
export const listTrack = new Track(
  () => loadList(true),
  () =>
    isOn('instances') && allowed('list') ? (connection.value === undefined ? pace.resting : pace.changing) : undefined,
);

/** What is changing, every 2 seconds: just that. */
const statusTrack = new Track(
  async () => {
    const ids = turn(changing.value, round);
    round += 1;
    if (ids.length > 0) await loadSome(ids);
  },
  () => (stage.value === 'open' && changing.value.length > 0 ? pace.changing : undefined),
);

export const jobTrack = new Track(
  async () => {
    const { value } = view;
    if (value.page === 'jobs') await loadJobs(value.filter, true);
    if (value.page === 'job') await loadJob(value.id, true);
  },
  () =>
    (isOn('jobs') || isOn('job')) && allowed('jobs') ? (jobsMove.value ? pace.changing : pace.resting) : undefined,
);

const followTrack = new Track(lookAtFollowed, () => (followsJobs.value ? pace.changing : undefined));

export const scheduleTrack = new Track(loadSchedules, () =>
  isOn('schedules') && allowed('schedules') ? pace.resting : undefined,
);

/** Begins to ask, and asks at once when something else is to be shown. */
export function startPolling(): void {
  for (const track of [listTrack, statusTrack, jobTrack, followTrack, scheduleTrack]) effect(() => track.arm());
  let before = '';
  effect(() => {
    if (!mayAsk.value) before = forgetAll();
    if (!mayAsk.value || hidden.value) return;
    const { value } = view;
    const wanted = JSON.stringify(
      value.page === 'instances' ? [filter.value.region, filter.value.states.includes('terminated')] : value,
    );
    const place = `${value.page} ${wanted}`;
    if (place === before) return;
    if (value.page === 'jobs') otherJobs();
    if (value.page === 'job') job.value = undefined;
    if (value.page === 'instances' && before.startsWith('instances')) startOver();
    before = place;
    if (value.page === 'instances' && allowed('list')) void listTrack.go();
    if ((value.page === 'jobs' || value.page === 'job') && allowed('jobs')) void jobTrack.go();
    if (value.page === 'schedules' && allowed('schedules')) void scheduleTrack.go();
  });
}

/** Forgets what was seen with a key that is not there any more. @returns the place where the page is: none */
function forgetAll(): '' {
  me.value = undefined;
  startOver();
  otherJobs();
  job.value = undefined;
  schedules.value = undefined;
  return '';
}
