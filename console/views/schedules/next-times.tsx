import type { ScheduleBody } from '../../api/schedule';
import { moment } from '../../logic/time';
import { nextTimes } from '../../logic/times';
import { roughly } from '../../state/clock';

/** The next ten things that a schedule would do, as it is written now. */
export function NextTimes({ schedule }: { readonly schedule: ScheduleBody }) {
  const times = nextTimes(schedule, roughly.value, 10);
  const { time_zone: zone = 'UTC' } = schedule;
  if (times.length === 0) return null;
  return (
    <section aria-label="What comes next">
      <h3>Next, in the time zone {zone}</h3>
      <ol class="next-times">
        {times.map(({ action, at }) => (
          <li key={`${action} ${at}`}>
            <span class={`week-key week-${action}`} aria-hidden="true" />
            {action} {moment(new Date(at).toISOString(), roughly.value, zone)}
          </li>
        ))}
      </ol>
    </section>
  );
}
