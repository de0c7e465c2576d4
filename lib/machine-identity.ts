import { Aws } from 'aws-cdk-lib';

/**
 * Names and ARNs of the job machine, known before it exists: the function starts the machine and the machine calls the
 * function, so neither can wait for the other's ARN.
 */
export interface MachineIdentity {
  readonly name: string;
  readonly arn: string;
  /** The ARNs of its executions. */
  readonly executions: string;
}

export function machineIdentity(deployment: string): MachineIdentity {
  const name = `${deployment}-jobs`;
  const prefix = `arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}`;
  return { name, arn: `${prefix}:stateMachine:${name}`, executions: `${prefix}:execution:${name}:*` };
}
