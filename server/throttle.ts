/** Requests a second, and how many may come at once after a quiet time. */
export interface Throttle {
  readonly rate: number;
  readonly burst: number;
}

/**
 * Makes a token bucket: it holds `burst` tokens, and `rate` are added a second.
 * @param now - monotonic milliseconds
 * @returns takes a token; false when there is none, and the request must be refused
 */
export function tokenBucket({ rate, burst }: Throttle, now: () => number): () => boolean {
  let tokens = burst;
  let last = now();
  return () => {
    const at = now();
    tokens = Math.min(burst, tokens + ((at - last) / 1000) * rate);
    last = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
