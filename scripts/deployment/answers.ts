import { setTimeout } from 'node:timers/promises';
import { ask } from '../tools/ask';

/**
 * Checks whether the API answers at its base URL, by `/health`, which needs no caller.
 * @param patienceMs - how long it may take: a first answer waits for the function, or for a new host name to be known
 */
export async function answers(baseUrl: string, patienceMs: number): Promise<boolean> {
  for (const deadline = Date.now() + patienceMs; ; await setTimeout(500)) {
    const answer = await ask(`${baseUrl}/health`, 30_000).catch(() => undefined);
    if (answer?.status === 200 && isHealth(answer.text)) return true;
    // The gateway's own "there is no such API": waiting does not help.
    if (answer?.status === 404 || Date.now() > deadline) return false;
  }
}

function isHealth(text: string): boolean {
  try {
    return JSON.parse(text)?.status === 'ok';
  } catch {
    return false;
  }
}
