import type { Statement } from './documents';

type Loosened = readonly [how: string, statements: readonly Statement[]];

/** Every way to spoil one statement: a condition less, any resource, any account, any action of the service. */
export function loosened(statements: readonly Statement[]): readonly Loosened[] {
  return statements.flatMap((statement, index) =>
    damaged(statement).map(
      ([how, damaged]): Loosened => [
        `${statement.Sid ?? actionsOf(statement).join(', ')} ${how}`,
        statements.map((other, position) => (position === index ? damaged : other)),
      ],
    ),
  );
}

function damaged(statement: Statement): readonly (readonly [how: string, statement: Statement])[] {
  if (statement.Effect === 'Deny')
    return actionsOf(statement).map((action) => [`denies no ${action}`, without(statement, action)]);
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.keys(keys).map(
      (key) => [`is without ${operator} ${key}`, withoutCondition(statement, operator, key)] as const,
    ),
  );
  const resources = resourcesOf(statement).flatMap((resource) =>
    resource === '*'
      ? []
      : [
          [`has any resource in place of ${resource}`, withResource(statement, resource, '*')] as const,
          ...anyAccount(resource).map((loose) => [`has ${loose}`, withResource(statement, resource, loose)] as const),
        ],
  );
  return [...conditions, ...resources, ...anyAction(statement)];
}

/** Conditions on keys that one action alone has, so that the statement cannot allow another. */
const ofOneAction = ['ec2:CreateAction', 'kms:GrantOperations'];

function anyAction(statement: Statement): readonly (readonly [how: string, statement: Statement])[] {
  const keys = Object.values(statement.Condition ?? {}).flatMap((condition) => Object.keys(condition));
  if (keys.some((key) => ofOneAction.includes(key))) return [];
  const service = actionsOf(statement)[0]?.split(':')[0];
  return [[`allows all of ${service}`, { ...statement, Action: [`${service}:*`] }]];
}

/** A statement that says nothing of an action; one must be left. */
function without(statement: Statement, action: string): Statement {
  const others = actionsOf(statement).filter((other) => other !== action);
  return { ...statement, Action: others.length === 0 ? ['sts:GetCallerIdentity'] : others };
}

function withoutCondition(statement: Statement, operator: string, key: string): Statement {
  const { [operator]: keys = {}, ...others } = statement.Condition ?? {};
  const { [key]: _, ...rest } = keys;
  return { ...statement, Condition: Object.keys(rest).length === 0 ? others : { ...others, [operator]: rest } };
}

function withResource(statement: Statement, from: string, to: string): Statement {
  return { ...statement, Resource: resourcesOf(statement).map((resource) => (resource === from ? to : resource)) };
}

/** The same resource in whichever account, where the ARN has one. */
function anyAccount(arn: string): readonly string[] {
  const parts = arn.split(':');
  const ec2Like = ['ec2', 'license-manager', 'kms'].includes(parts[2] ?? '');
  return ec2Like && parts[4] !== '' ? [[...parts.slice(0, 4), '*', ...parts.slice(5)].join(':')] : [];
}

function actionsOf({ Action }: Statement): readonly string[] {
  return typeof Action === 'string' ? [Action] : Action;
}

function resourcesOf({ Resource }: Statement): readonly string[] {
  return typeof Resource === 'string' ? [Resource] : Resource;
}
