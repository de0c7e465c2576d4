const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Can the text be the id of a job? */
export function isJobId(text: string): boolean {
  return uuid.test(text);
}
