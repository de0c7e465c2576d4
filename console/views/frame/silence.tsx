import { connection } from '../../api/connection';
import { skew } from '../../api/skew';
import { Button } from '../../parts/button';
import { Icon } from '../../parts/icon';
import { now } from '../../state/clock';
import { listTrack } from '../../state/polling';
import { enter, stage } from '../../state/session';

/** Says that the API does not answer, and since when. */
export function Silence() {
  const since = connection.value;
  if (since === undefined) return null;
  const seconds = Math.max(0, Math.round((now.value - skew.value - since) / 1_000));
  return (
    <div class="silence" role="alert">
      <Icon name="warning" />
      <span>
        The API does not answer
        <span aria-hidden="true">{seconds > 2 ? `, for ${seconds} s now` : ''}</span>. What you see may be out of date.
        The page keeps trying.
      </span>
      <Button small onClick={() => void (stage.value === 'open' ? listTrack.go() : enter())}>
        Try now
      </Button>
    </div>
  );
}
