import type { ScheduleBody } from '../../api/schedule';
import { moment } from '../../logic/time';
import { firingsIn, placeOf, spansOf, startOfDay } from '../../logic/week';
import { now } from '../../state/clock';

const day = 24 * 3_600_000;

/** The week from today on, drawn: when what a schedule starts is on, and each of its times. */
export function Week({ schedule }: { readonly schedule: ScheduleBody }) {
  const from = startOfDay(now.value);
  const firings = firingsIn(schedule, from);
  const words = firings
    .slice(0, 20)
    .map(({ action, at }) => `${action} ${moment(new Date(at).toISOString(), now.value)}`)
    .join(', ');
  return (
    <div class="week" role="img" aria-label={words === '' ? 'Nothing in the seven days from today' : words}>
      <div class="week-days">
        {[0, 1, 2, 3, 4, 5, 6].map((index) => (
          <span key={index}>
            {new Date(from + index * day + day / 2).toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric' })}
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
            title={`${action} ${moment(new Date(at).toISOString(), now.value)}`}
            style={{ left: `${placeOf(at, from)}%` }}
          />
        ))}
        <span class="week-now" style={{ left: `${placeOf(now.value, from)}%` }} />
      </div>
    </div>
  );
}
