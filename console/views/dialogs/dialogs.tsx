import { dialog } from '../../state/dialog';
import { ScheduleDelete } from '../schedules/delete';
import { ScheduleEdit } from '../schedules/edit';
import { Create } from './create';
import { Delete } from './delete';
import { Details } from './details';
import { Preview } from './preview';
import { Until } from './until';

/** The dialog that is open, if one is. */
export function Dialogs() {
  const open = dialog.value;
  switch (open?.kind) {
    case undefined:
      return null;
    case 'create':
      return <Create />;
    case 'delete':
      return <Delete {...open} />;
    case 'details':
      return <Details {...open} />;
    case 'preview':
      return <Preview {...open} />;
    case 'schedule':
      return <ScheduleEdit {...open} />;
    case 'schedule-delete':
      return <ScheduleDelete {...open} />;
    case 'until':
      return <Until {...open} />;
  }
}
