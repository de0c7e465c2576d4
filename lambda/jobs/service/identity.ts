import { createHash, randomUUID } from 'node:crypto';

/** The id of a job that is not to be found again by a key. */
export function newJobId(): string {
  return randomUUID();
}

/** The id of the one job that a caller's idempotency key stands for: a UUID of version 8, made from both. */
export function jobIdOf(caller: string, key: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify(['job', caller, key]))
    .digest('hex');
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

/** A digest of a request: the same for the same request, whatever the order of its members. */
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
