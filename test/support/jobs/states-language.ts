import { jobMachineDefinition } from '../../../lib/constructs/job-machine-definition';

/** What of the Amazon States Language the job machine uses, as `walk` reads it. */
export interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly End?: boolean;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly { readonly Next: string }[];
  readonly Choices?: readonly { readonly Variable: string; readonly StringEquals: string; readonly Next: string }[];
  readonly Default?: string;
  readonly SecondsPath?: string;
  readonly TimestampPath?: string;
  readonly ItemsPath?: string;
  readonly MaxConcurrency?: number;
  readonly ItemSelector?: Readonly<Record<string, unknown>>;
  readonly ItemProcessor?: Machine;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly MaxAttempts: number;
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
}

export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** The definition that the stack deploys. */
export const jobMachine: Machine = jobMachineDefinition('arn:aws:lambda:us-east-1:123456789012:function:ec2-control');

export type Data = Readonly<Record<string, unknown>>;

/** The value of a path of one member, e.g. `$.job_id`. @throws Error when there is none, as Step Functions does */
export function atPath(path: string, data: Data): unknown {
  const name = path.replace(/^\$\./, '');
  if (!(name in data)) throw new Error(`States.ParameterPathFailure: no ${path} in ${JSON.stringify(data)}`);
  return data[name];
}

/** Fills a template: members whose names end with `.$` are paths. */
export function filled(template: Data, data: Data, item?: unknown): Data {
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => {
      if (!name.endsWith('.$')) return [name, value];
      const path = String(value);
      return [name.slice(0, -2), path === '$$.Map.Item.Value' ? item : atPath(path, data)];
    }),
  );
}
