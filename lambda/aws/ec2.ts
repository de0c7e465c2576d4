import {
  type InstanceStateChange,
  RebootInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import type { Ec2, Ec2Of, StateChange } from '../instances/ec2';
import { findByAddress } from './ec2-address';
import { connectionPool, ec2Client } from './ec2-client';
import { stateFromEc2 } from './ec2-instance';
import { withProblems } from './ec2-problems';
import { describe, type Ec2Endpoint, find } from './ec2-read';
import type { CallContext } from './errors';

export interface Ec2AdapterOptions {
  /** The region in which this API runs. */
  readonly deploymentRegion: string;
  /** @default - the SDK's: `AWS_ENDPOINT_URL_EC2`, `AWS_ENDPOINT_URL`, or the region's own endpoint */
  readonly endpoint?: string;
  /** @default - a pool of its own with the usual time limits */
  readonly pool?: ReturnType<typeof connectionPool>;
}

/** Where the EC2 calls of a region, under some credentials, go. */
export type Ec2EndpointOf = (...of: Parameters<Ec2Of>) => Ec2Endpoint;

/**
 * EC2 endpoints on one pool of connections. A client under the function's own credentials is kept for its region; one
 * under a caller's is made for the request and forgotten with it.
 */
export function ec2Endpoints({
  deploymentRegion,
  endpoint,
  pool = connectionPool(),
}: Ec2AdapterOptions): Ec2EndpointOf {
  const own = new Map<string, Ec2Endpoint>();
  return (region, credentials) => {
    const known = credentials === undefined ? own.get(region) : undefined;
    if (known !== undefined) return known;
    const context: CallContext = { region, deploymentRegion, callerCredentials: credentials !== undefined };
    const client = ec2Client(
      { region, ...(credentials && { credentials }), ...(endpoint === undefined ? {} : { endpoint }) },
      pool,
    );
    if (credentials === undefined) own.set(region, { client, context });
    return { client, context };
  };
}

/** The `Ec2` port over the AWS SDK. */
export function ec2Over(endpoint: Ec2Endpoint): Ec2 {
  const { client, context } = endpoint;
  return {
    describe: (ids) => describe(endpoint, ids),
    find: (query) => find(endpoint, query),
    findByAddress: (address) => findByAddress(endpoint, address),
    start: (ids) =>
      withProblems(context, 'StartInstances', async () =>
        changes((await client.send(new StartInstancesCommand({ InstanceIds: [...ids] }))).StartingInstances),
      ),
    stop: (ids, { force, hibernate }) =>
      withProblems(context, 'StopInstances', async () => {
        const options = { ...(force && { Force: true }), ...(hibernate && { Hibernate: true }) };
        return changes(
          (await client.send(new StopInstancesCommand({ InstanceIds: [...ids], ...options }))).StoppingInstances,
        );
      }),
    reboot: (ids) =>
      withProblems(context, 'RebootInstances', async () => {
        await client.send(new RebootInstancesCommand({ InstanceIds: [...ids] }));
        return [];
      }),
    terminate: (ids) =>
      withProblems(context, 'TerminateInstances', async () =>
        changes((await client.send(new TerminateInstancesCommand({ InstanceIds: [...ids] }))).TerminatingInstances),
      ),
    protection: async (instance) => (await import('./ec2-protection')).protection(endpoint, instance),
  };
}

function changes(answer: readonly InstanceStateChange[] | undefined): readonly StateChange[] {
  return (answer ?? []).flatMap(({ InstanceId, CurrentState }) =>
    InstanceId ? [{ instanceId: InstanceId, current: stateFromEc2(CurrentState) }] : [],
  );
}
