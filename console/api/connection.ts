import { signal } from '@preact/signals';

/** Since when the API has given no answer, in milliseconds since 1970; undefined while it answers. */
export const connection = signal<number | undefined>(undefined);

/** Notes that no answer came. */
export function connectionLost(): void {
  connection.value ??= Date.now();
}
