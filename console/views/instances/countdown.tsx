import type { Instance } from '../../api/answers';
import { countdown, moment } from '../../logic/time';
import { Icon } from '../../parts/icon';
import { now } from '../../state/clock';

/** How long until the stop that is to come. */
export function Countdown({ instance: { stop_at: at } }: { readonly instance: Instance }) {
  if (at === undefined) return null;
  return (
    <span class="countdown" title={`Stops at ${moment(at, now.value)}`}>
      <Icon name="timer" /> stops in {countdown(at, now.value)}
    </span>
  );
}
