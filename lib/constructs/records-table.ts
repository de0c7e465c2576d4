import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { JobTable } from '../../contract/jobs';
import { acknowledge } from '../acknowledge';

export interface RecordsTableProps {
  /**
   * The table outlives the stack, and can be restored to any second of the last 35 days.
   * @default false
   */
  readonly keep?: boolean;
}

const text = (name: string) => ({ name, type: AttributeType.STRING });
const indexes = [JobTable.byTime, JobTable.byCaller] as const;

/**
 * Keeps what must be looked up: jobs, their results, idempotency keys, pending stops, request counters.
 * @see docs/decisions/0018
 */
export class RecordsTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { keep = false }: RecordsTableProps = {}) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: text(JobTable.partitionKey),
      sortKey: text(JobTable.sortKey),
      timeToLiveAttribute: JobTable.expiresAt,
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: keep },
      removalPolicy: keep ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    for (const { name, partitionKey, sortKey } of indexes) {
      this.table.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: text(partitionKey),
        sortKey: text(sortKey),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...JobTable.projected],
      });
    }
    if (!keep) acknowledge(this.table, { 'AwsSolutions-DDB3': 'The records of a lab go with it.' });
  }

  /** Grants reading and writing single items and batches, and querying; no scan and no administration. */
  grantUse(grantee: IGrantable): Grant {
    const { tableArn } = this.table;
    return Grant.addToPrincipal({
      grantee,
      actions: [
        'dynamodb:BatchGetItem',
        'dynamodb:BatchWriteItem',
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
      ],
      resourceArns: [tableArn, ...indexes.map(({ name }) => `${tableArn}/index/${name}`)],
    });
  }
}
