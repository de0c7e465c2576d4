import { signal } from '@preact/signals';

const place = 'ec2-control-key';

const key = signal<string | undefined>(sessionStorage.getItem(place) ?? undefined);

/** The key of this session, where one has been given. */
export function currentKey(): string | undefined {
  return key.value;
}

/** Keeps a key until the tab is closed. It is stored nowhere else. */
export function keepKey(value: string): void {
  sessionStorage.setItem(place, value);
  key.value = value;
}

/** Forgets the key. */
export function forgetKey(): void {
  sessionStorage.removeItem(place);
  key.value = undefined;
}

/** The API did not know the key that the session had. */
export const keyRejected = signal(false);

/** Forgets a key that the API does not know any more. */
export function rejectKey(): void {
  keyRejected.value = key.value !== undefined;
  forgetKey();
}
