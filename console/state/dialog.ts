import { signal } from '@preact/signals';
import type { ChangeAction } from '../../contract/actions';
import type { Instance } from '../api/answers';
import type { Schedule } from '../api/schedule';
import type { ActionOptions } from './change';

/** The dialog that is open. */
export type OpenDialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'delete'; readonly instance: Instance }
  | { readonly kind: 'details'; readonly id: string }
  | { readonly kind: 'until'; readonly instances: readonly Instance[] }
  | {
      readonly kind: 'preview';
      readonly action: ChangeAction;
      readonly instances: readonly Instance[];
      readonly options?: ActionOptions;
    }
  | { readonly kind: 'schedule'; readonly schedule?: Schedule }
  | { readonly kind: 'schedule-delete'; readonly name: string };

export const dialog = signal<OpenDialog | undefined>(undefined);

export function closeDialog(): void {
  dialog.value = undefined;
}
