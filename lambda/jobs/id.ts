const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Can the text be the id of a job? A UUID is taken in capitals, too (RFC 9562, section 4). */
export function isJobId(text: string): boolean {
  return uuid.test(text);
}
