import type { EC2Client } from '@aws-sdk/client-ec2';
import { defined } from '../../contract/defined';
import { before, type Deadline, noDeadline, reserve } from '../domain/deadline';
import type { Ec2Answer, Ec2Operation } from './ec2-answers';
import { callProblem } from './ec2-problems';
import type { CallContext } from './errors';
import type { KeptClient, Repeat, SendOptions } from './kept-client';

/** One EC2 endpoint, and what is needed to explain its errors. */
export interface Ec2Endpoint {
  readonly client: KeptClient<EC2Client>;
  readonly context: CallContext;
}

/** The request, or the step of a job, for which EC2 is asked. */
export interface Ec2Scope {
  /** @default - none */
  readonly deadline?: Deadline;
  /** Called for each attempt at a call. */
  readonly onAttempt?: () => void;
}

type Send<T> = (client: EC2Client, options: SendOptions) => Promise<T>;

/** EC2 in one region as one request asks it. Whatever fails is a `Problem`. */
export interface Ec2Session {
  readonly context: CallContext;
  readonly deadline: Deadline;
  /**
   * Makes a call that changes nothing.
   * @param operation - EC2's name of it, e.g. `DescribeInstances`
   */
  ask<Operation extends Ec2Operation>(
    operation: Operation,
    send: Send<Ec2Answer<Operation>>,
  ): Promise<Ec2Answer<Operation>>;
  /** Makes a call that changes something, and leaves time for a look at what became of it. */
  change<Operation extends Ec2Operation>(
    operation: Operation,
    send: Send<Ec2Answer<Operation>>,
    repeat?: Repeat,
  ): Promise<Ec2Answer<Operation>>;
}

/** Opens a session with an endpoint. */
export function ec2Session({ client, context }: Ec2Endpoint, scope: Ec2Scope = {}): Ec2Session {
  const { deadline = noDeadline, onAttempt } = scope;
  const call = <T>(operation: string, send: Send<T>, by: Deadline, repeat?: Repeat): Promise<T> =>
    client.call(send, {
      deadline: by,
      ...defined({ repeat, onAttempt }),
      failure: ({ error, unclear }) => callProblem(error, context, operation, unclear) ?? error,
    });
  return {
    context,
    deadline,
    ask: (operation, send) => call(operation, send, deadline),
    change: (operation, send, repeat) => call(operation, send, before(deadline, reserve.look), repeat),
  };
}
