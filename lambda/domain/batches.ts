/** Splits items into batches of a size; the last one may be smaller. */
export function inBatches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/**
 * Runs a task for each item, a fixed number at a time.
 *
 * @param atOnce how many tasks run together; the next ones begin when all of them are over
 * @returns the results in the order of the items
 * @throws what the first task that fails throws; tasks of later batches are not begun
 */
export async function eachAtMost<T, R>(
  items: readonly T[],
  atOnce: number,
  task: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  for (const batch of inBatches(items, atOnce)) results.push(...(await Promise.all(batch.map(task))));
  return results;
}
