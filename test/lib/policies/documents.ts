import type { Template } from 'aws-cdk-lib/assertions';
import { account, region } from './requests';

/** A statement of a synthesized policy, its references made ARNs. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Every statement of the role whose logical id begins so, from all of its policies. */
export function statementsOf(template: Template, role: string): readonly Statement[] {
  const policies = Object.values(template.findResources('AWS::IAM::Policy')).filter(({ Properties }) =>
    Properties.Roles.some(({ Ref }: { readonly Ref: string }) => Ref.startsWith(role)),
  );
  return policies.flatMap(({ Properties }) => resolve(Properties.PolicyDocument.Statement) as readonly Statement[]);
}

/** What CloudFormation makes of references, in a deployment of our own. */
function resolve(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== 'object' || value === null) return value;
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
  if (others.length === 0 && name === 'Ref') return reference(String(argument));
  if (others.length === 0 && name === 'Fn::GetAtt' && Array.isArray(argument)) return arnOf(String(argument[0]));
  if (others.length === 0 && name === 'Fn::GetStackOutput') return arnOf(outputOf(argument));
  if (others.length === 0 && name === 'Fn::Join' && Array.isArray(argument)) {
    const parts = resolve(argument[1]);
    return Array.isArray(parts) ? parts.join(String(argument[0])) : parts;
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolve(member)]));
}

const pseudo: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::AccountId': account,
};

function reference(name: string): string {
  const value = pseudo[name];
  if (value === undefined) throw new Error(`no value is known for the reference ${name}`);
  return value;
}

/** The logical id that an output of another stack is about: `PublishOutputFnGetAttRecordsTable…`. */
function outputOf(argument: unknown): string {
  const { OutputName: name = '' } = argument as { readonly OutputName?: string };
  return name.replace(/^PublishOutputFnGetAtt/, '');
}

/** The ARNs of what the policies refer to, by the beginning of its logical id. */
function arnOf(logicalId: string): string {
  const known = [
    ['RecordsTable', `arn:aws:dynamodb:${region}:${account}:table/records`],
    ['ControlLog', `arn:aws:logs:${region}:${account}:log-group:control:*`],
    ['ControlFunction', `arn:aws:lambda:${region}:${account}:function:ec2-control`],
  ].find(([start]) => logicalId.startsWith(start ?? ''));
  if (known?.[1] === undefined) throw new Error(`no ARN is known for ${logicalId}`);
  return known[1];
}
