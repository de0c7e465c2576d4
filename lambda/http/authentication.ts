import { CallerAction } from '../../contract/actions';
import type { Caller } from '../domain/caller';

/** The caller where no caller is asked for: everyone, with every right. */
export const anonymous: Caller = { name: 'anonymous', actions: Object.values(CallerAction) };
