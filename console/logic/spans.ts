/** The times for which an instance can be started at one click, as words and as the API writes them. */
export const spans = [
  ['30 minutes', '30m'],
  ['2 hours', '2h'],
  ['8 hours', '8h'],
] as const;
