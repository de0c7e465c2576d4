import { useState } from 'preact/hooks';
import type { Change } from '../../api/answers';
import { ask } from '../../api/client';
import { fragmentOf } from '../../logic/fragment';
import { emptyLaunch, type LaunchForm, launchBody, mistakesOf } from '../../logic/launch';
import type { Note } from '../../logic/notes';
import { may } from '../../logic/rights';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { Field, type FieldProps } from '../../parts/field';
import { NoteText } from '../../parts/note';
import { announce } from '../../state/announce';
import { failureNote } from '../../state/change';
import { closeDialog } from '../../state/dialog';
import { me } from '../../state/session';
import { filter } from '../../state/view';

/** Asks for a new instance. */
export function Create() {
  const [form, setForm] = useState<LaunchForm>(emptyLaunch);
  const [told, setTold] = useState<Note | undefined>();
  const mistakes = mistakesOf(form);
  const docker = me.value?.compute === 'docker';

  const send = async (dryRun: boolean): Promise<void> => {
    if (Object.keys(mistakes).length > 0) return;
    setTold({ tone: 'busy', text: dryRun ? 'Looking up what would happen …' : 'Asking for it …' });
    const { region } = filter.value;
    const how = dryRun ? { dry_run: true } : { async: true };
    const body = { ...launchBody(form), ...how, ...(region === '' ? {} : { region }) };
    try {
      const answer = await ask<Change>('POST', 'create', { body });
      if (dryRun) return setTold({ tone: 'good', text: `${answer.body.message}.` });
      closeDialog();
      const id = answer.body.job_id ?? '';
      const seesJobs = me.value !== undefined && may(me.value, 'jobs');
      announce(answer.body.message, 'good');
      if (seesJobs) location.hash = fragmentOf({ page: 'job', id });
    } catch (error) {
      setTold(failureNote(error));
    }
  };

  const field = (name: keyof LaunchForm, label: string, more: Partial<FieldProps> = {}) => (
    <Field
      label={label}
      value={form[name]}
      error={mistakes[name]}
      onInput={(value) => setForm({ ...form, [name]: value })}
      {...more}
    />
  );
  const wrong = Object.values(mistakes)[0];
  return (
    <Dialog
      title="Create an instance"
      onClose={closeDialog}
      onSubmit={() => void send(false)}
      actions={
        <>
          <Button reason={wrong} onClick={() => void send(true)}>
            Dry run
          </Button>
          <Button kind="primary" icon="plus" reason={wrong} onClick={() => void send(false)}>
            Create
          </Button>
        </>
      }
    >
      {told !== undefined && <NoteText note={told} />}
      <div class="fields">
        {field('name', 'Name', { autoFocus: true })}
        {docker
          ? null
          : field('instance_type', 'Type', {
              options: me.value?.instance_types ?? [],
              hint: 'Empty: the default type',
            })}
        {field('image_id', 'Image', { hint: docker ? 'Empty: the default image' : 'Empty: Amazon Linux 2023' })}
        {field('tags', 'Tags', { placeholder: 'Env=dev, Team=web' })}
        {field('stop_after', 'Stop after', { placeholder: '2h', hint: 'Empty: it runs until somebody stops it' })}
      </div>
      {docker ? null : (
        <details class="more-fields">
          <summary>Login, network</summary>
          <div class="fields">
            {field('username', 'User')}
            {field('password', 'Password', { type: 'password', autoComplete: 'new-password' })}
            {field('key_name', 'Key pair')}
            {field('subnet_id', 'Subnet')}
            {field('security_group_ids', 'Security groups')}
          </div>
        </details>
      )}
    </Dialog>
  );
}
