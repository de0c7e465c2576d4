/** What stands where something was taken out. */
const removed = '[redacted]';

/** Members of a log line that are never written, whatever they hold. */
const secretNames =
  /^(?:headers?|multiValueHeaders|event|body|cookie|set-cookie|credentials|user_?data|(?:proxy-)?authorization|.*(?:api[-_]?key|access[-_]?key(?:[-_]?id)?|password|passwd|secret|session[-_]?token|security[-_]?token|private[-_]?key))$/i;

/** Secrets that show by their form, wherever they stand. */
const secretForms: readonly RegExp[] = [
  // A key of this API.
  /\bec2c_[\w-]{20,}/g,
  // An AWS access key id.
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g,
  // The value of an authorization header.
  /\b(?:Bearer|Basic)\s+[\w.~+/=-]{4,}/gi,
  /\bAWS4-HMAC-SHA256\b[^"\n]*/g,
  // A SHA-512 crypt hash of a password.
  /\$6\$[./\w$=]{20,}/g,
  // "password": "…", secret=…, X-Amz-Security-Token=…, x-api-key: …
  /((?:password|passwd|secret(?:[-_]?access[-_]?key)?|(?:session|security)[-_]?token|access[-_]?key[-_]?id|api[-_]?key|authorization|signature)\\?["']?\s*[:=]\s*)(?:\\?"(?:[^"\\]|\\[^"])*\\?"|'[^']*'|[^\s"',;&})\]]+)/gi,
];

/** Replaces what looks like a secret in a text. */
export function redactText(text: string): string {
  return secretForms.reduce(
    (rest, form) => rest.replace(form, (_, name: unknown) => (typeof name === 'string' ? name + removed : removed)),
    text,
  );
}

/** Redacts members of a log line: the replacer of its `JSON.stringify`. */
export function redacting(name: string, value: unknown): unknown {
  if (value !== undefined && value !== null && secretNames.test(name)) return removed;
  return typeof value === 'string' ? redactText(value) : value;
}
