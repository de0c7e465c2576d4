import * as z from 'zod/mini';
import { startPythonServer } from './python-server';

/**
 * What is to happen to calls, in microburst's own words (https://pypi.org/project/microburst/). The first rule that fits a
 * call counts; one that has fired `times` times fits no more.
 */
export interface FaultRule {
  /** EC2's name of the operation. */
  readonly operation: string;
  /** Only calls with a parameter of this value, such as an instance id, a tag's value or an instance type. */
  readonly about?: string;
  /** @default - every time */
  readonly times?: number;
  readonly error?: { readonly code: string; readonly status: number; readonly message?: string };
  /** Milliseconds before anything else happens, whether or not the client is still there then. */
  readonly latency?: number;
  /** Drops the connection before the call has reached EC2. */
  readonly reset?: true;
  /** What becomes of EC2's answer when the call has been carried out. */
  readonly response?: { readonly abort_bytes?: number; readonly truncate_frac?: number };
}

/** A proxy in front of EC2 that makes faults. */
export interface Microburst {
  readonly endpoint: string;
  /** Adds a rule behind those that are there; returns how to ask how often it has fired. */
  add(rule: FaultRule): Promise<() => Promise<number>>;
  close(): Promise<void>;
}

const rules = z.array(z.object({ id: z.int(), fired_count: z.int() }));

/** Starts microburst on a free port, in front of an endpoint. */
export async function startMicroburst(upstream: string): Promise<Microburst> {
  const args = (port: number) => ['--upstream', upstream, '--port', String(port), '--no-resign'];
  const { endpoint, close } = await startPythonServer('microburst', args, '/_microburst/health');
  const control = async (init?: RequestInit) => {
    const response = await fetch(`${endpoint}/_microburst/rules`, init);
    if (!response.ok) throw new Error(`microburst answered ${response.status}: ${await response.text()}`);
    return rules.parse(await response.json());
  };
  return {
    endpoint,
    close,
    async add({ about, ...rule }) {
      // A JMESPath over the form that the Query protocol sends; an instance id stands under InstanceId.1, .2 and so on.
      const body = about === undefined ? {} : { body: `contains(values(@), '${about}')` };
      const [added] = await control({ method: 'PATCH', body: JSON.stringify([{ service: 'ec2', ...rule, ...body }]) });
      if (added === undefined) throw new Error('microburst has not added the rule');
      return async () => (await control()).find(({ id }) => id === added.id)?.fired_count ?? 0;
    },
  };
}
