import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { JobTable, jobRetentionDays } from '../../../contract/jobs';
import { JobStatus } from '../../../contract/states';
import { type Job, type JobEntry, type JobHead, placeOf } from '../model';
import type { JobChanges } from '../ports';
import { type Item, keyOf } from './table';

/** Attributes of a job's item by the record's members; objects are JSON, so that an update replaces them whole. */
const attributes = {
  jobId: 'job_id',
  action: 'action',
  status: 'status',
  phase: 'phase',
  region: 'region',
  compute: 'compute',
  requester: 'requester',
  fingerprint: 'fingerprint',
  work: 'work',
  schedule: 'schedule',
  after: 'after',
  total: 'total',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  finishedAt: 'finished_at',
  stopAt: 'stop_at',
  run: 'run',
  ready: 'ready',
  answered: 'answered',
  summary: 'summary',
  error: 'error',
} as const satisfies Record<keyof Job, string>;

const objects: ReadonlySet<string> = new Set(['requester', 'work', 'summary', 'error', 'ready']);

/**
 * The attribute of a chunk's instances, in the job's own item for the first chunk.
 * @see docs/decisions/0011
 */
export const entriesAttribute = 'entries';

/** Makes the key of a chunk's item; the first chunk is in the job's own item. */
export function chunkKey(jobId: string, chunk: number): Item {
  return keyOf(`job#${jobId}`, chunkSortKey(chunk));
}

/** Makes sort keys in the order of the chunks. */
export function chunkSortKey(chunk: number): string {
  return chunk === 0 ? 'job' : `job#${String(chunk).padStart(4, '0')}`;
}

/** Calculates when an item written now expires, in seconds since 1970. */
export function expiry(now: number): AttributeValue {
  return { N: String(Math.floor(now / 1000) + jobRetentionDays * 86_400) };
}

export function jobItem(job: Job, now: number): Item {
  return {
    ...chunkKey(job.jobId, 0),
    ...jobAttributes(job),
    [entriesAttribute]: entriesValue([]),
    [JobTable.byTime.partitionKey]: { S: JobTable.byTime.everyone },
    [JobTable.byCaller.partitionKey]: { S: job.requester.name },
    // Unique, because a page ends by it.
    [JobTable.byTime.sortKey]: { S: placeOf(job) },
    [JobTable.expiresAt]: expiry(now),
  };
}

/** Turns changes of a record into attributes. */
export function jobAttributes(changes: JobChanges | Job): Item {
  return Object.fromEntries(
    Object.entries(changes).flatMap(([member, value]) =>
      value === undefined ? [] : [[attributes[member as keyof Job], attributeFrom(value)]],
    ),
  );
}

/**
 * Members of an entry whose names on record differ: a deployment that is updated has jobs in flight, whose stops may be
 * weeks away.
 */
const recordNames = {
  stageEnteredAt: 'since',
  startResult: 'earlier',
  stateBeforeCall: 'before',
  transitionSeen: 'moved',
} as const satisfies Partial<Record<keyof JobEntry, string>>;
const nameByMember: ReadonlyMap<string, string> = new Map(Object.entries(recordNames));
const memberByName: ReadonlyMap<string, string> = new Map([...nameByMember].map(([member, name]) => [name, member]));

/** Writes entries as JSON under the names on record. */
export function entriesValue(entries: readonly JobEntry[]): AttributeValue {
  return { S: JSON.stringify(entries.map((entry) => renamed(entry, nameByMember))) };
}

function renamed(entry: object, names: ReadonlyMap<string, string>): object {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(entry)) copy[names.get(name) ?? name] = value;
  return copy;
}

export function headFrom(item: Item): JobHead {
  const members = Object.entries(attributes).flatMap(([member, name]) => {
    const value = item[name];
    return value === undefined ? [] : [[member, memberFrom(member, value)]];
  });
  // Nobody but this adapter writes these items.
  return { job: Object.fromEntries(members) as Job, entries: entriesFrom(item) };
}

export function entriesFrom(item: Item | undefined): readonly JobEntry[] {
  const text = item?.[entriesAttribute]?.S;
  if (text === undefined) return [];
  const recorded: readonly object[] = JSON.parse(text);
  return recorded.map((entry) => renamed(entry, memberByName) as JobEntry);
}

/** The statuses in which a record can still change. */
export const openStatuses = [JobStatus.pending, JobStatus.running] as const;

function attributeFrom(value: unknown): AttributeValue {
  if (typeof value === 'number') return { N: String(value) };
  return { S: typeof value === 'string' ? value : JSON.stringify(value) };
}

function memberFrom(member: string, value: AttributeValue): unknown {
  if (value.N !== undefined) return Number(value.N);
  return objects.has(member) ? JSON.parse(value.S ?? 'null') : value.S;
}
