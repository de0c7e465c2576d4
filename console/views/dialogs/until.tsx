import { useState } from 'preact/hooks';
import { labelOf } from '../../logic/label';
import { spans } from '../../logic/spans';
import { countdown, secondsUntil } from '../../logic/time';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { Field } from '../../parts/field';
import { act } from '../../state/change';
import { now } from '../../state/clock';
import { closeDialog, dialog, type OpenDialog } from '../../state/dialog';

/** Asks how long instances are to run: a span, or until a time of day. */
export function Until({ instances }: Extract<OpenDialog, { kind: 'until' }>) {
  const [time, setTime] = useState('18:00');
  const present = new Date(now.value);
  const seconds = secondsUntil(time, present);
  const [first] = instances;
  const go = (stop_after: string): void => {
    const [one] = instances;
    if (instances.length > 1 || one === undefined) {
      dialog.value = { kind: 'preview', action: 'start', instances, options: { stop_after } };
      return;
    }
    closeDialog();
    void act('start', one, { stop_after });
  };
  const goUntil = (): void => {
    if (seconds !== undefined) go(`${seconds}s`);
  };
  const then = seconds === undefined ? '' : countdown(new Date(now.value + seconds * 1_000).toISOString(), now.value);
  return (
    <Dialog
      title={
        instances.length === 1 && first !== undefined
          ? `Let ${labelOf(first)} run until …`
          : `Let ${instances.length} instances run for …`
      }
      onClose={closeDialog}
      onSubmit={goUntil}
      actions={
        <Button
          kind="primary"
          reason={seconds === undefined ? 'Give a time such as 18:30' : undefined}
          onClick={goUntil}
        >
          {`Until ${time}`}
        </Button>
      }
    >
      <p>What is stopped is started, and what runs goes on. At the end it is stopped.</p>
      <div class="chips">
        {spans.map(([text, duration]) => (
          <Button key={duration} onClick={() => go(duration)}>
            {text}
          </Button>
        ))}
      </div>
      <Field
        label="Until a time of day"
        type="time"
        value={time}
        onInput={setTime}
        hint={seconds === undefined ? 'In your own time zone' : `In your own time zone: ${then} from now`}
      />
    </Dialog>
  );
}
