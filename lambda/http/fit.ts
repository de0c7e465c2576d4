/**
 * Bytes that the entries of one answer may have. Lambda loses a result above 6,291,556 bytes, in which the body is a JSON
 * string once more: what is counted is that string. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const mostBytes = 3_700_000;

/** Counts the entries, from the first, that one answer can hold; at least one, so that every page makes progress. */
export function fitting(entries: readonly unknown[], most = mostBytes): number {
  let bytes = 0;
  for (const [at, entry] of entries.entries()) {
    bytes += bytesOf(entry);
    if (bytes > most) return Math.max(1, at);
  }
  return entries.length;
}

/** Counts the bytes of an entry in Lambda's result: serialized, escaped, and with a comma. */
function bytesOf(entry: unknown): number {
  return Buffer.byteLength(JSON.stringify(JSON.stringify(entry))) - 1;
}
