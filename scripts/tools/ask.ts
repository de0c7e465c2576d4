/**
 * Asks a server, and reads its whole answer.
 * @throws what `fetch` throws, also when the answer takes longer than the patience
 */
export async function ask(url: string, patienceMs: number, init: RequestInit = {}): Promise<Answer> {
  // Not AbortSignal.timeout, which lets the program end: where a connection is closed before an answer, fetch settles by nothing else.
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  try {
    const answer = await fetch(url, { ...init, signal: patience.signal });
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
  } finally {
    clearTimeout(timer);
  }
}

export interface Answer {
  readonly status: number;
  /** The content type; empty where there is none. */
  readonly type: string;
  readonly text: string;
}
