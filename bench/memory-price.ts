import type { ColdResult } from './cold';
import { type Cell, table } from './markdown';
import type { WarmResult } from './warm';

/** AWS Lambda gives a function one processor at this memory size, and shares in proportion below it. */
const oneProcessor = 1769;
/** US dollars for a GB-second and for a request, arm64 in us-east-1. */
const price = { gigabyteSecond: 0.0000133334, request: 0.0000002 } as const;
/** Milliseconds that a change waits for its two EC2 calls, one after the other; the processor is idle meanwhile. */
const waiting = 2 * 100;

/**
 * Calculates what memory sizes cost, from the processor time measured on this machine. Loading runs at full speed at
 * every size, as on AWS Lambda.
 */
export function memoryPrices(cold: ColdResult, warm: WarmResult): string {
  const firstCpu = cold.cpu - cold.loadCpu;
  const rows = [128, 256, 512, 1024, 1769].map((size): readonly Cell[] => {
    const slower = Math.max(1, oneProcessor / size);
    const coldStart = cold.load + firstCpu * slower + waiting;
    const warmRequest = 2 * warm.product * slower + waiting;
    const million = 1e6 * (price.request + (warmRequest / 1000) * (size / 1024) * price.gigabyteSecond);
    return [`${size} MB`, coldStart, warmRequest, `$${million.toFixed(2)}`];
  });
  return table(['Memory', 'Cold start and first change, ms', 'Warm change, ms', 'A million warm changes'], rows);
}
