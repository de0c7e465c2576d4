import type { Mark, Marks } from '../../../lambda/docker/marks';

/** Marks in memory: the twin of those in the table. */
export function memoryMarks(): Marks {
  const marks = new Map<string, Mark>();
  return {
    put: async (instanceId, mark) => {
      marks.set(instanceId, mark);
    },
    all: async () => new Map(marks),
  };
}
