import { type AddressInfo, BlockList } from 'node:net';
import type { APIGatewayProxyResult } from 'aws-lambda';
import type { ApiRequest } from '../../../lambda/http/request';
import { defaultLimits, type Limits } from '../../../server/limits';
import { type ControlServer, createControlServer, type ServerOptions } from '../../../server/server';

export interface Served {
  readonly port: number;
  readonly url: string;
  readonly control: ControlServer;
  /** What has reached the application. */
  readonly requests: readonly ApiRequest[];
  /** Codes of what the server itself has refused. */
  readonly refused: readonly string[];
  readonly faults: readonly unknown[];
  close(): Promise<void>;
}

type Handle = (request: ApiRequest, remaining: () => number) => Promise<Partial<APIGatewayProxyResult>>;

/** Serves an application made for a test, on a free port. */
export async function served(
  handle: Handle = async () => ({}),
  { limits, ...options }: Partial<Omit<ServerOptions, 'limits' | 'app'>> & { readonly limits?: Partial<Limits> } = {},
): Promise<Served> {
  const requests: ApiRequest[] = [];
  const refused: string[] = [];
  const faults: unknown[] = [];
  const control = createControlServer({
    app: {
      handle: async (request, remaining) => {
        requests.push(request);
        return {
          statusCode: 200,
          headers: { 'content-type': 'application/json' },
          body: '{}',
          ...(await handle(request, remaining)),
        };
      },
    },
    profile: 'lab',
    corsOrigins: [],
    trust: { proxies: new BlockList(), requestIdHeader: 'x-request-id' },
    limits: { ...defaultLimits, checkInterval: 50, ...limits },
    takeToken: () => true,
    onRefused: ({ code }) => refused.push(code),
    onFault: (error) => faults.push(error),
    ...options,
  });
  await new Promise<void>((resolve) => {
    control.server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = control.server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    control,
    requests,
    refused,
    faults,
    close: async () => {
      control.server.closeAllConnections();
      await control.drain();
    },
  };
}

/** A list of one trusted address. */
export function trusting(address: string): BlockList {
  const list = new BlockList();
  list.addAddress(address);
  return list;
}
