import { chunkSize } from '../../../contract/jobs';
import { type JobEntry, Stage } from '../model';

/** Is the entry one that a step has to act on? One that was `asked` belongs to a step that was killed. */
export function isDue({ stage }: JobEntry): boolean {
  return stage === Stage.todo || stage === Stage.asked;
}

/**
 * The chunks with something to do, in batches of as many as have at most a chunk's worth of due instances together: when
 * the instances of a fleet become ready one by one, a batch is still one step and two EC2 calls for many of them.
 * @returns numbers of chunks
 */
export function dueBatches(chunks: readonly (readonly JobEntry[])[]): readonly (readonly number[])[] {
  const batches: number[][] = [];
  let room = 0;
  chunks.forEach((entries, chunk) => {
    const due = entries.filter(isDue).length;
    if (due === 0) return;
    const last = batches.at(-1);
    if (last === undefined || due > room) {
      batches.push([chunk]);
      room = chunkSize - due;
    } else {
      last.push(chunk);
      room -= due;
    }
  });
  return batches;
}
