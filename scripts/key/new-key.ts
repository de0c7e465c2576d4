import { createHash, randomBytes } from 'node:crypto';

/** A new key and what is kept of it. */
export interface NewKey {
  readonly key: string;
  /** Lower-case hexadecimal SHA-256 of the key. */
  readonly sha256: string;
}

/** Makes a key of 256 random bits. Its beginning lets secret scanners, and the log's redaction, know it for what it is. */
export function newKey(random: (bytes: number) => Buffer = randomBytes): NewKey {
  const key = `ec2c_${random(32).toString('base64url')}`;
  return { key, sha256: createHash('sha256').update(key).digest('hex') };
}
