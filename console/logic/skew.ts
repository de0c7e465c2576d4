/**
 * Reckons how far the clock of the API is ahead of this machine's, from the `Date` header of an answer.
 * @param date - the header, exact to a second
 * @param sent - when the request was sent, milliseconds since 1970 on this machine's clock
 * @param received - when the answer came
 * @returns milliseconds; 0 where the difference is within what the header and the way of the answer leave open
 */
export function skewOf(date: string | null, sent: number, received: number): number {
  const then = Date.parse(date ?? '');
  if (Number.isNaN(then)) return 0;
  // The header leaves out the part of a second that had passed.
  const difference = then + 500 - (sent + received) / 2;
  return Math.abs(difference) <= 2_000 + (received - sent) / 2 ? 0 : Math.round(difference);
}
