import {
  RebootInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { defined } from '../../contract/defined';
import type { Ec2, Ec2Of, StateChange } from '../instances/ec2';
import { findByAddress } from './ec2-address';
import type { Ec2StateChange } from './ec2-answers';
import { connectionPool, keepEc2Client } from './ec2-client';
import { stateFromEc2 } from './ec2-instance';
import { foreignAnswer } from './ec2-problems';
import { describe, find } from './ec2-read';
import { type Ec2Endpoint, type Ec2Scope, ec2Session } from './ec2-session';
import type { CallContext } from './errors';

export interface Ec2AdapterOptions {
  /** The region in which this API runs. */
  readonly deploymentRegion: string;
  /** @default - the SDK's: `AWS_ENDPOINT_URL_EC2`, `AWS_ENDPOINT_URL`, or the region's own endpoint */
  readonly endpoint?: string;
  /** @default - a pool of its own with the usual time limits */
  readonly pool?: ReturnType<typeof connectionPool>;
}

/** Gives the endpoint for the EC2 calls of a region under some credentials. */
export type Ec2EndpointOf = (...of: Parameters<Ec2Of>) => Ec2Endpoint;

/**
 * Makes EC2 endpoints on one pool of connections. A client under the function's own credentials is kept for its region;
 * one under a caller's is made for the request and forgotten with it.
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
    const client = keepEc2Client({ region, ...(credentials && { credentials }), ...defined({ endpoint }) }, pool);
    if (credentials === undefined) own.set(region, { client, context });
    return { client, context };
  };
}

/** Makes the `Ec2` port over the AWS SDK, for one request or step. */
export function ec2Over(endpoint: Ec2Endpoint, scope: Ec2Scope = {}): Ec2 {
  const session = ec2Session(endpoint, scope);
  return {
    describe: (ids) => describe(session, ids),
    find: (query) => find(session, query),
    findByAddress: (address) => findByAddress(session, address),
    start: async (ids) => {
      const answer = await session.change('StartInstances', (client, options) =>
        client.send(new StartInstancesCommand({ InstanceIds: [...ids] }), options),
      );
      return changes('StartInstances', answer.StartingInstances);
    },
    stop: async (ids, { force, hibernate }) => {
      const how = { ...(force && { Force: true }), ...(hibernate && { Hibernate: true }) };
      const answer = await session.change('StopInstances', (client, options) =>
        client.send(new StopInstancesCommand({ InstanceIds: [...ids], ...how }), options),
      );
      return changes('StopInstances', answer.StoppingInstances);
    },
    reboot: async (ids) => {
      // The only change that does something again when it is asked for again.
      await session.change(
        'RebootInstances',
        (client, options) => client.send(new RebootInstancesCommand({ InstanceIds: [...ids] }), options),
        'unless unclear',
      );
      return [];
    },
    terminate: async (ids) => {
      const answer = await session.change('TerminateInstances', (client, options) =>
        client.send(new TerminateInstancesCommand({ InstanceIds: [...ids] }), options),
      );
      return changes('TerminateInstances', answer.TerminatingInstances);
    },
    tags: async (ids) => (await import('./ec2-tags')).tagsOf(session, ids),
    persistentSpot: async (ids) => (await import('./ec2-protection')).persistentSpot(session, ids),
    protection: async (instance) => (await import('./ec2-protection')).protection(session, instance),
  };
}

/**
 * Converts the state changes of an answer.
 * @throws Problem `aws_error` for an answer that has no list of instances
 */
function changes(operation: string, answer: readonly Ec2StateChange[] | undefined): readonly StateChange[] {
  if (answer === undefined) throw foreignAnswer(operation, true);
  return answer.flatMap(({ InstanceId, CurrentState }) =>
    InstanceId ? [{ instanceId: InstanceId, current: stateFromEc2(CurrentState) }] : [],
  );
}
