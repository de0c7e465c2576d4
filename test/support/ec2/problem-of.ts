import { Problem } from '../../../lambda/domain/problem';

/** What a call is rejected with, which must be a `Problem`. */
export async function problemOf(call: Promise<unknown>): Promise<Problem> {
  const error: unknown = await call.then(
    (value) => new Error(`no problem but ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof Problem) return error;
  throw error;
}
