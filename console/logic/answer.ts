/** Lays out an answer for reading; what is no JSON stays as it is. */
export function prettyAnswer(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
