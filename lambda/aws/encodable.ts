import { Problem } from '../domain/problem';

/**
 * Refuses input with text that no encoding can carry, such as half of a surrogate pair. The SDK would fail in the middle
 * of writing it, and begin the next call of the same client with what was written so far.
 * @throws Problem `invalid_parameter`
 */
export function requireEncodable(input: unknown): void {
  if (isEncodable(input)) return;
  throw new Problem('invalid_parameter', 'The request has text that is not well-formed Unicode (a lone surrogate).');
}

/** Half of a surrogate pair. The `u` flag makes whole pairs one character, which the class does not match. */
const loneSurrogate = /[\ud800-\udfff]/u;

function isEncodable(value: unknown): boolean {
  if (typeof value === 'string') return !loneSurrogate.test(value);
  if (Array.isArray(value)) return value.every(isEncodable);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return true;
  return Object.entries(value).every(([name, member]) => !loneSurrogate.test(name) && isEncodable(member));
}
