import { type DynamoDBClient, PutItemCommand, QueryCommand, type QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import { defined } from '../../contract/defined';
import { JobTable } from '../../contract/jobs';
import { type Mark, type Marks, markLifetime } from './marks';

export interface MarksTableOptions {
  readonly tableName: string;
  /** Makes one call of DynamoDB, which ends within `patience`. */
  readonly call: <T>(
    send: (client: DynamoDBClient, options: { readonly abortSignal: AbortSignal }) => Promise<T>,
  ) => Promise<T>;
  /** Called for each failure, which fails nothing else. */
  readonly onFailure: (error: unknown) => void;
}

/** Every mark is in one partition: there are as many as containers were stopped or removed within the hour. */
const partition = 'docker#marks';

/** Milliseconds: a container is shown, or stopped, without its mark rather than late. */
export const patience = 1_000;

/** Keeps the marks in the deployment's one table, where every process finds them. */
export function marksInTable({ call, tableName, onFailure }: MarksTableOptions): Marks {
  return {
    async put(instanceId, mark) {
      const Item = {
        [JobTable.partitionKey]: { S: partition },
        [JobTable.sortKey]: { S: instanceId },
        mark: { S: JSON.stringify(mark) },
        [JobTable.expiresAt]: { N: String(Math.ceil((mark.at + markLifetime) / 1000)) },
      };
      const command = new PutItemCommand({ TableName: tableName, Item });
      await call((client, options) => client.send(command, options)).catch(onFailure);
    },
    async all() {
      const marks = new Map<string, Mark>();
      let next: QueryCommand['input']['ExclusiveStartKey'];
      try {
        do {
          const command = new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: '#pk = :pk',
            ExpressionAttributeNames: { '#pk': JobTable.partitionKey },
            ExpressionAttributeValues: { ':pk': { S: partition } },
            ConsistentRead: true,
            ...defined({ ExclusiveStartKey: next }),
          });
          const page: QueryCommandOutput = await call((client, options) => client.send(command, options));
          for (const item of page.Items ?? []) {
            const id = item[JobTable.sortKey]?.S;
            // Nobody but this adapter writes these items.
            if (id !== undefined && item.mark?.S !== undefined) marks.set(id, JSON.parse(item.mark.S));
          }
          next = page.LastEvaluatedKey;
        } while (next !== undefined);
      } catch (error) {
        onFailure(error);
      }
      return marks;
    },
  };
}
