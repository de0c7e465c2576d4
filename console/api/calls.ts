import { signal } from '@preact/signals';
import { curlOf, type SentRequest } from './curl';

/** One request that the page made, with what came back. */
export interface Call {
  readonly id: number;
  readonly request: SentRequest;
  readonly curl: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The page asked by itself, to be up to date. */
  readonly poll: boolean;
  /** Absent while no answer has come; 0 when none could be had. */
  readonly status?: number;
  readonly milliseconds?: number;
  /** The answer's text, cut where it is very long. */
  readonly answer?: string;
}

const mostCalls = 200;
const longestAnswer = 20_000;

/** The latest calls, newest first. */
export const calls = signal<readonly Call[]>([]);

let count = 0;

/** Adds a call that has just been sent. @returns its number */
export function recordCall(request: SentRequest, poll: boolean): number {
  count += 1;
  const call: Call = { id: count, request, curl: curlOf(request), at: Date.now(), poll };
  calls.value = [call, ...calls.value].slice(0, mostCalls);
  return call.id;
}

/** Adds the answer to a call. */
export function recordAnswer(id: number, status: number, text: string): void {
  const answer = text.length > longestAnswer ? `${text.slice(0, longestAnswer)}\n… (${text.length} characters)` : text;
  calls.value = calls.value.map((call) =>
    call.id === id ? { ...call, status, answer, milliseconds: Date.now() - call.at } : call,
  );
}

/** Forgets all calls. */
export function clearCalls(): void {
  calls.value = [];
}
