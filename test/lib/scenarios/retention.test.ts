import { Match } from 'aws-cdk-lib/assertions';
import { synthesize } from '../synthesis';

const lab = { profile: 'lab' };

describe('what is kept', () => {
  test('each log has an end of its retention', () => {
    const groups = Object.values(synthesize({ logRetentionDays: '30' }).template.findResources('AWS::Logs::LogGroup'));

    expect(groups.length).toBeGreaterThanOrEqual(3);
    for (const { Properties } of groups) expect(Properties.RetentionInDays).toBe(30);
  });

  test("the lab's log has the name that Lambda would give it, and goes with the stack", () => {
    synthesize(lab).template.hasResource('AWS::Logs::LogGroup', {
      Properties: { LogGroupName: '/aws/lambda/ec2-control', RetentionInDays: 7 },
      DeletionPolicy: 'Delete',
    });
  });

  test('the audit trail and the records outlive a production stack, and a second one can follow', () => {
    const { template } = synthesize();

    const named = template.findResources('AWS::Logs::LogGroup', {
      Properties: { LogGroupName: '/aws/lambda/ec2-control' },
    });
    expect(named).toEqual({});
    template.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'RetainExceptOnCreate' });
    template.hasResource('AWS::DynamoDB::Table', {
      Properties: {
        TableName: Match.absent(),
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
  });

  test('there is one table, paid by the request, whose items expire', () => {
    const { template } = synthesize(lab);

    template.resourceCountIs('AWS::DynamoDB::Table', 1);
    template.hasResource('AWS::DynamoDB::Table', {
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
      },
      DeletionPolicy: 'Delete',
    });
  });
});
