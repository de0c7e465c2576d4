import {
  ConditionalCheckFailedException,
  type PutItemCommandInput,
  type QueryCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { defined } from '../../../../contract/defined';
import { JobTable } from '../../../../contract/jobs';
import { type Item, keyOf } from '../../../../lambda/jobs/store/table';
import { holds, predicateOf, updated } from './expressions';
import { indexUnits, itemSize, readUnits, writeUnits } from './request-units';

/** What was used of a table. */
export interface TableUse {
  calls: number;
  writeUnits: number;
  readUnits: number;
  /** The largest item that was ever written, in bytes; DynamoDB takes 400 KB. */
  largestItem: number;
}

/** Bytes after which DynamoDB ends a page. */
const pageBytes = 1_048_576;

/** The items of a table in memory, which counts what DynamoDB would charge. */
export class MeteredItems {
  readonly use: TableUse = { calls: 0, writeUnits: 0, readUnits: 0, largestItem: 0 };
  private readonly partitions = new Map<string, Map<string, Item>>();

  get(key: Item | undefined): Item | undefined {
    const item = this.at(key);
    this.use.readUnits += readUnits(item === undefined ? 0 : itemSize(item));
    return item;
  }

  put({ Item: item = {}, ConditionExpression: text, ...input }: Partial<PutItemCommandInput>): Item | undefined {
    const before = this.at(item);
    this.require(text, input, before);
    this.write(before, item);
    return before;
  }

  delete(key: Item | undefined): void {
    this.use.writeUnits += writeUnits(this.at(key), undefined);
    this.partitions.get(key?.pk?.S ?? '')?.delete(key?.sk?.S ?? '');
  }

  update({ Key: key, UpdateExpression, ConditionExpression: text, ...input }: UpdateItemCommandInput): void {
    const before = this.at(key);
    this.require(text, input, before);
    const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = input;
    this.write(before, updated({ text: UpdateExpression ?? '', names, values }, before ?? { ...key }));
  }

  query(input: QueryCommandInput): { Items: Item[]; LastEvaluatedKey?: Item } {
    const { IndexName, ScanIndexForward = true, Limit = Number.POSITIVE_INFINITY, ExclusiveStartKey: start } = input;
    const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = input;
    const index = [JobTable.byTime, JobTable.byCaller].find(({ name }) => name === IndexName);
    const sortKey = index?.sortKey ?? JobTable.sortKey;
    const of = (item: Item | undefined) => item?.[sortKey]?.S ?? '';
    const partition = index === undefined ? this.partitions.get(values?.[':pk']?.S ?? '') : undefined;
    const all = index === undefined ? [...(partition?.values() ?? [])] : this.everything();
    const order = ScanIndexForward ? 1 : -1;
    const fitting = all
      .filter(predicateOf({ text: input.KeyConditionExpression ?? '', names, values }))
      .filter((item) => start === undefined || of(item) > of(start) === ScanIndexForward)
      .map((item) => ({ item, place: of(item) }))
      .sort((a, b) => (a.place < b.place ? -order : order))
      .map(({ item }) => item);
    const page: Item[] = [];
    let bytes = 0;
    for (const item of fitting) {
      if (page.length >= Limit || bytes > pageBytes) break;
      bytes += index === undefined ? itemSize(item) : indexEntryBytes;
      page.push(item);
    }
    this.use.readUnits += index === undefined ? readUnits(bytes) : Math.ceil(readUnits(bytes) / 2);
    const last = page.length < fitting.length ? page.at(-1) : undefined;
    const filter = input.FilterExpression;
    const Items = filter === undefined ? page : page.filter(predicateOf({ text: filter, names, values }));
    return { Items, ...defined({ LastEvaluatedKey: last }) };
  }

  private at(key: Item | undefined): Item | undefined {
    return this.partitions.get(key?.pk?.S ?? '')?.get(key?.sk?.S ?? '');
  }

  private everything(): Item[] {
    return [...this.partitions.values()].flatMap((partition) => [...partition.values()]);
  }

  private require(
    text: string | undefined,
    { ExpressionAttributeNames: names, ExpressionAttributeValues: values }: Partial<UpdateItemCommandInput>,
    before: Item | undefined,
  ): void {
    if (text === undefined || holds({ text, names, values }, before)) return;
    // A write that its condition forbids costs as if it were done.
    this.use.writeUnits += writeUnits(before, undefined);
    throw new ConditionalCheckFailedException({ $metadata: {}, message: 'The conditional request failed' });
  }

  private write(before: Item | undefined, after: Item): void {
    const { pk: { S: pk = '' } = {}, sk: { S: sk = '' } = {} } = after;
    const partition = this.partitions.get(pk) ?? new Map<string, Item>();
    this.partitions.set(pk, partition.set(sk, { ...keyOf(pk, sk), ...after }));
    this.use.writeUnits += writeUnits(before, after) + indexUnits(before, after);
    this.use.largestItem = Math.max(this.use.largestItem, itemSize(after));
  }
}

/** Of an entry of an index: its keys, the item's, and the status. */
const indexEntryBytes = 200;
