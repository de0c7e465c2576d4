import { EC2Client } from '@aws-sdk/client-ec2';
import { defined } from '../../contract/defined';
import type { CallerCredentials } from '../instances/ec2';
import { ownCredentials } from './credentials';
import type { Agents } from './departure';
import { Ec2Protocol } from './ec2-protocol';
import { type KeptClient, keepClient, pool, type RequestHandler, type Timeouts } from './kept-client';

export interface ClientOptions {
  readonly region: string;
  /** @default - the function's own credentials, from its environment */
  readonly credentials?: CallerCredentials;
  /** @default - what the SDK resolves: `AWS_ENDPOINT_URL_EC2`, `AWS_ENDPOINT_URL`, or the region's own endpoint */
  readonly endpoint?: string;
}

/**
 * One attempt at a call is given up after this time, though the request's own deadline may be further away: the time
 * that is left then is enough to look what became of a change.
 */
export const usualTimeouts: Timeouts = { connection: 2_000, request: 11_000 };

/** Makes a pool of kept-alive connections to EC2. */
export function connectionPool(timeouts: Timeouts = usualTimeouts, agents: Partial<Agents> = {}) {
  return pool(timeouts, agents);
}

/**
 * Makes an EC2 client. It holds no connection of its own, so one made for a caller's credentials needs no clean-up: it
 * is garbage when its request is over.
 */
export function ec2Client({ region, credentials, endpoint }: ClientOptions, requestHandler: RequestHandler): EC2Client {
  return new EC2Client({
    region,
    credentials: credentials ?? ownCredentials(),
    requestHandler,
    protocol: Ec2Protocol,
    // Attempts are made by the one who keeps the client, who knows how much time there is.
    maxAttempts: 1,
    ...defined({ endpoint }),
  });
}

/** Keeps an EC2 client. */
export function keepEc2Client(options: ClientOptions, handler: RequestHandler): KeptClient<EC2Client> {
  return keepClient((requestHandler) => ec2Client(options, requestHandler), handler, usualTimeouts.request);
}
