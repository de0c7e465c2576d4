import { createHash, randomUUID } from 'node:crypto';
import { Compute } from '../../../contract/docker';

/** Makes the id of a job without an idempotency key. */
export function newJobId(): string {
  return randomUUID();
}

/**
 * Makes the id of the one job of a caller's idempotency key.
 * @param compute - a key that was used for instances means nothing for containers
 */
export function jobIdOf(caller: string, key: string, compute: Compute = Compute.ec2): string {
  const kind = compute === Compute.ec2 ? [] : [compute];
  return jobIdFrom(['job', ...kind, caller, key]);
}

/** Derives the id of a job from texts: a UUID of version 8. */
export function jobIdFrom(texts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(texts)).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ];
  return groups.join('-');
}

/** Digests a request: the same for the same request, whatever the order of its members. */
export function fingerprintOf(request: unknown): string {
  return createHash('sha256').update(canonical(request)).digest('base64url');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}
