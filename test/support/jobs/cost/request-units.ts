import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { JobTable } from '../../../../contract/jobs';
import type { Item } from '../../../../lambda/jobs/store/table';

/**
 * What DynamoDB on demand counts, by its rules.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSize(item: Item): number {
  const known = sizes.get(item);
  if (known !== undefined) return known;
  const size = Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
  sizes.set(item, size);
  return size;
}

/** An item is never changed: a write makes another one. */
const sizes = new WeakMap<Item, number>();

/** Units of writing an item: each began kilobyte of the larger of the item before and after. */
export function writeUnits(before: Item | undefined, after: Item | undefined): number {
  return unitsOf(Math.max(sizeOf(before), sizeOf(after)), 1024);
}

/** Units of reading so many bytes consistently. */
export function readUnits(bytes: number): number {
  return unitsOf(bytes, 4096);
}

/** Units of what a write does to the indexes: an entry that is new or has changed is written, and is small. */
export function indexUnits(before: Item | undefined, after: Item): number {
  const indexes = [JobTable.byTime, JobTable.byCaller];
  return indexes.reduce((units, { partitionKey, sortKey }) => {
    if (after[partitionKey] === undefined) return units;
    const projected = [partitionKey, sortKey, ...JobTable.projected];
    const same = before !== undefined && projected.every((name) => before[name]?.S === after[name]?.S);
    return same ? units : units + 1;
  }, 0);
}

function unitsOf(bytes: number, unit: number): number {
  return Math.max(1, Math.ceil(bytes / unit));
}

function sizeOf(item: Item | undefined): number {
  return item === undefined ? 0 : itemSize(item);
}

function valueSize({ S, N }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  // About a byte for two digits, and one more.
  if (N !== undefined) return Math.ceil(N.length / 2) + 1;
  throw new Error('the table holds texts and numbers only');
}
