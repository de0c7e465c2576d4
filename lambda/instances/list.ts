import { defined } from '../../contract/defined';
import { InstanceState } from '../../contract/states';
import { type Caller, sees } from '../domain/caller';
import { type Instance, isInstanceId } from '../domain/instance';
import { Problem } from '../domain/problem';
import { decodeCursor, encodeCursor, invalidCursor } from './cursor';
import type { Ec2 } from './ec2';

export interface ListRequest {
  readonly region: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Default: all but terminated. */
  readonly states?: readonly InstanceState[];
  /** 1 to 1000. */
  readonly pageSize: number;
  /** The cursor of the page before. */
  readonly cursor?: string;
  /**
   * Counts the instances, from the first, that one answer can hold: at least one.
   * @default - all of them
   */
  readonly fitting?: (instances: readonly Instance[]) => number;
}

export interface ListPage {
  readonly instances: readonly Instance[];
  /** The cursor of the next page; absent on the last. */
  readonly next?: string;
}

/** EC2 does not take a smaller page. */
const smallestEc2Page = 5;
/** Instances in a page at most. */
const largestPage = 1000;
/** EC2 pages that one request reads at most while they turn out to be empty. */
const emptyPages = 10;

/**
 * Lists one page of the instances that the caller sees. Following the cursor visits every instance exactly once, even
 * where the endpoint ignores paging or pages by reservation: a cursor holds EC2's token and, while an EC2 page has more
 * than fits, the last id taken from it in the order of ids.
 * @throws Problem `invalid_cursor`, and what the EC2 port throws
 */
export async function list(ec2: Ec2, caller: Caller, request: ListRequest): Promise<ListPage> {
  const { tags = {}, states, pageSize } = request;
  const query = [request.region, sortedEntries(tags), states === undefined ? null : [...states].sort(), caller.name];
  let position = request.cursor === undefined ? { size: pageSize } : positionFrom(decodeCursor(request.cursor, query));
  for (let read = 1; ; read += 1) {
    const page = await ec2
      .find({
        tags,
        ...defined({ states }),
        pageSize: Math.max(position.size, smallestEc2Page),
        ...defined({ token: position.token }),
      })
      .catch((error: unknown) => {
        // There is no time left for another page: the cursor leads on from the pages before.
        if (read > 1 && error instanceof Problem && error.code === 'aws_timeout') return undefined;
        throw error;
      });
    if (page === undefined) return { instances: [], next: encodeCursor({ ...position }, query) };
    const fresh = page.instances
      .filter((instance) => states !== undefined || instance.state !== InstanceState.terminated)
      .filter((instance) => sees(caller, instance) && instance.instanceId > (position.after ?? ''))
      .sort((a, b) => (a.instanceId < b.instanceId ? -1 : 1));
    const candidates = fresh.slice(0, pageSize);
    const instances = candidates.slice(0, request.fitting?.(candidates));
    if (fresh.length > instances.length) {
      return { instances, next: encodeCursor({ ...position, after: instances.at(-1)?.instanceId }, query) };
    }
    if (page.token === undefined) return { instances: fresh };
    position = { size: position.size, token: page.token };
    if (fresh.length > 0 || read === emptyPages)
      return { instances: fresh, next: encodeCursor({ ...position }, query) };
  }
}

interface Position {
  /** The page size that the first request fixed: another one would cut EC2's pages differently. */
  readonly size: number;
  readonly token?: string;
  readonly after?: string;
}

/** EC2's tokens are of such characters; text that cannot be encoded must not reach its client. */
const ec2Token = /^[\x21-\x7e]{1,4096}$/;

/** Reads the position in a cursor. Anyone can forge one, so a position that no list gives out is refused. */
function positionFrom({ size, token, after, ...others }: Readonly<Record<string, unknown>>): Position {
  const right =
    Object.keys(others).length === 0 &&
    typeof size === 'number' &&
    Number.isInteger(size) &&
    size >= 1 &&
    size <= largestPage &&
    (token === undefined || (typeof token === 'string' && ec2Token.test(token))) &&
    (after === undefined || (typeof after === 'string' && isInstanceId(after)));
  if (!right) throw invalidCursor();
  return { size, ...defined({ token, after }) };
}

function sortedEntries(tags: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  return Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
}
