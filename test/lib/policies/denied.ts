import { deniedInstances } from './denied-instances';
import { deniedLaunches } from './denied-launches';
import { deniedKeys } from './keys';
import { account, execution, machine, type Request, region, table } from './requests';

/** What a hostile caller, a bug or a stolen role would like. */
export const denied: readonly Request[] = [
  ...deniedInstances,
  ...deniedLaunches,
  { about: 'a role for an instance', action: 'iam:PassRole', resource: `arn:aws:iam::${account}:role/admin` },
  { about: 'another machine', action: 'states:StartExecution', resource: machine.replace('ec2-control', 'other') },
  { about: 'another way to run', action: 'states:UpdateStateMachine', resource: machine },
  {
    about: "another machine's job",
    action: 'states:StopExecution',
    resource: execution.replace('ec2-control', 'other'),
  },
  {
    about: 'a job of another',
    action: 'states:DescribeExecution',
    resource: execution.replace('ec2-control', 'other'),
  },
  { about: 'what a job was told', action: 'states:GetExecutionHistory', resource: execution },
  ...[`${table}s`, `${table}/index/of-somebody`].map((resource) => ({
    about: 'another table or index',
    action: 'dynamodb:Query',
    resource,
  })),
  { about: 'everything at once', action: 'dynamodb:Scan', resource: table },
  { about: 'the table itself', action: 'dynamodb:DeleteTable', resource: table },
  {
    about: 'another log',
    action: 'logs:PutLogEvents',
    resource: `arn:aws:logs:${region}:${account}:log-group:other:log-stream:2026`,
  },
  {
    about: 'the audit trail gone',
    action: 'logs:DeleteLogStream',
    resource: `arn:aws:logs:${region}:${account}:log-group:control:log-stream:2026`,
  },
  ...deniedKeys,
];
