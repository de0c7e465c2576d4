import { DescribeTagsCommand } from '@aws-sdk/client-ec2';
import { defined } from '../../contract/defined';
import { inBatches } from '../domain/batches';
import type { Ec2TagDescription } from './ec2-answers';
import { foreignAnswer } from './ec2-problems';
import { filter } from './ec2-read';
import type { Ec2Session } from './ec2-session';

/** Ids in one call, of 200 values that EC2 takes in all filters. */
const idsPerCall = 100;
/** Pages of 1,000 tags that 100 instances with 50 tags each have at most, and as many again for short ones. */
const mostPages = 10;

/**
 * Reads tags of instances by DescribeTags, which has them even where DescribeInstances leaves them out. Loaded when an
 * instance seems to have none. Every row is checked again: emulators ignore filters.
 */
export async function tagsOf(
  session: Ec2Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const wanted = new Set(ids);
  const found = new Map<string, Record<string, string>>();
  for (const batch of inBatches(ids, idsPerCall)) {
    for (const { ResourceId, Key, Value = '' } of await readAll(session, batch)) {
      if (!ResourceId || !Key || !wanted.has(ResourceId)) continue;
      found.set(ResourceId, { ...found.get(ResourceId), [Key]: Value });
    }
  }
  return found;
}

async function readAll(session: Ec2Session, ids: readonly string[]): Promise<readonly Ec2TagDescription[]> {
  const rows: Ec2TagDescription[] = [];
  let next: string | undefined;
  for (let read = 0; read < mostPages; read += 1) {
    const request = { Filters: [filter('resource-id', ids)], ...defined({ NextToken: next }) };
    const answer = await session.ask('DescribeTags', (client, options) =>
      client.send(new DescribeTagsCommand(request), options),
    );
    if (answer.Tags === undefined) break;
    rows.push(...answer.Tags);
    next = answer.NextToken;
    if (!next) return rows;
  }
  throw foreignAnswer('DescribeTags');
}
