import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { Statement } from './documents';
import { account, type Request } from './requests';

/** The key policy that hands the decision to the account's IAM policies, as the console writes it. */
const delegated = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' }],
};

/**
 * Does a role with these statements get what it asks for, as far as its own policies decide?
 * @throws Error when the request is not one that AWS knows
 */
export async function isAllowed(statements: readonly Statement[], request: Request): Promise<boolean> {
  const { action, resource, context = {} } = request;
  const variables = Object.entries(context).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : [...value],
  ]);
  const outcome = await runSimulation(
    {
      identityPolicies: [{ name: 'role', policy: { Version: '2012-10-17', Statement: statements.map(withAccount) } }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(action.startsWith('kms:') ? { resourcePolicy: delegated } : {}),
      request: {
        action,
        principal: `arn:aws:iam::${account}:role/control`,
        // Always the role's own account: it is this role's policies that are asked, not those of another account.
        resource: { resource: accountOf(resource), accountId: account },
        contextVariables: Object.fromEntries(variables),
      },
    },
    {},
  );
  if (outcome.resultType === 'error') throw new Error(`${action} on ${resource}: ${JSON.stringify(outcome.errors)}`);
  return outcome.overallResult === 'Allowed';
}

function withAccount(statement: Statement): Statement {
  const resources = typeof statement.Resource === 'string' ? [statement.Resource] : statement.Resource;
  return { ...statement, Resource: resources.map(accountOf) };
}

/** Public parameters have no account in their ARN. The simulator does not know that, and is shown one. */
function accountOf(arn: string): string {
  return arn.replace(/^(arn:aws:ssm:[^:]*)::/, '$1:000000000000:');
}
