import { effect } from '@preact/signals';
import { pace, turn } from '../logic/polling';
import { may } from '../logic/rights';
import { hidden } from './clock';
import { changing, loadList, loadSome, startOver } from './instances';
import { followsJobs, job, jobsMove, loadJob, loadJobs, lookAtFollowed, otherJobs } from './jobs';
import { loadSchedules } from './schedules';
import { me, stage } from './session';
import { Track } from './track';
import { filter, view } from './view';

const isOn = (page: string): boolean => stage.value === 'open' && view.value.page === page;
const allowed = (action: 'list' | 'jobs' | 'schedules'): boolean => me.value !== undefined && may(me.value, action);

let round = 0;

/** Everything, every 15 seconds. */
export const listTrack = new Track(
  () => loadList(true),
  () => (isOn('instances') && allowed('list') ? pace.resting : undefined),
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
    if (stage.value !== 'open' || hidden.value) return;
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
