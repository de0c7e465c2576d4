import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';

export interface RecordsTableProps {
  /**
   * The table outlives the stack, and can be restored to any second of the last 35 days.
   * @default false
   */
  readonly keep?: boolean;
}

const byTime = 'by_time';

/** Keeps what must be looked up: jobs, their results, idempotency keys, pending stops, request counters. */
export class RecordsTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { keep = false }: RecordsTableProps = {}) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expires_at',
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: keep },
      removalPolicy: keep ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    if (!keep) acknowledge(this.table, { 'AwsSolutions-DDB3': 'The records of a lab go with it.' });
    this.table.addGlobalSecondaryIndex({
      indexName: byTime,
      partitionKey: { name: 'list', type: AttributeType.STRING },
      sortKey: { name: 'listed_at', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }

  /** Grants reading and writing single items, batches and transactions, and querying; no scan and no administration. */
  grantUse(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: [
        'dynamodb:BatchGetItem',
        'dynamodb:BatchWriteItem',
        'dynamodb:ConditionCheckItem',
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
      ],
      resourceArns: [this.table.tableArn, `${this.table.tableArn}/index/${byTime}`],
    });
  }
}
