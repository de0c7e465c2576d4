import type { ScheduleBody } from '../../api/schedule';
import { moment } from '../../logic/time';
import { firingsIn, isZone, placeOf, spansOf, startOfDay } from '../../logic/week';
import { roughly } from '../../state/clock';

const day = 24 * 3_600_000;

/** The week from today on, drawn in the zone of the schedule: when what it starts is on, and each of its times. */
export function Week({ schedule }: { readonly schedule: ScheduleBody }) {
  const { time_zone: given = 'UTC' } = schedule;
  const zone = isZone(given) ? given : 'UTC';
  // A week need not be drawn anew each second.
  const present = roughly.value;
  const from = startOfDay(present, zone);
  const firings = firingsIn(schedule, from);
  const words = firings
    .slice(0, 20)
    .map(({ action, at }) => `${action} ${moment(new Date(at).toISOString(), present, zone)}`)
    .join(', ');
  return (
    <div class="week" role="img" aria-label={words === '' ? 'Nothing in the seven days from today' : words}>
      <div class="week-days">
        {[0, 1, 2, 3, 4, 5, 6].map((index) => (
          <span key={index}>
            {new Date(from + index * day + day / 2).toLocaleDateString('en-GB', {
              weekday: 'short',
              day: 'numeric',
              timeZone: zone,
            })}
          </span>
        ))}
      </div>
      <div class="week-field">
        {spansOf(firings, from).map((span) => (
          <span
            key={span.from}
            class="week-span"
            style={{
              left: `${placeOf(span.from, from)}%`,
              width: `${placeOf(span.to, from) - placeOf(span.from, from)}%`,
            }}
          />
        ))}
        {firings.map(({ action, at }) => (
          <span
            key={`${action} ${at}`}
            class={`week-mark week-${action}`}
            title={`${action} ${moment(new Date(at).toISOString(), present, zone)}`}
            style={{ left: `${placeOf(at, from)}%` }}
          />
        ))}
        <span class="week-now" style={{ left: `${placeOf(present, from)}%` }} />
      </div>
    </div>
  );
}
