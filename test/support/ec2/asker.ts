import { ec2Problem, foreignAnswer } from '../../../lambda/aws/ec2-problems';
import { Problem } from '../../../lambda/domain/problem';
import type { CallerCredentials } from '../../../lambda/instances/ec2';
import { type Api, api } from './api';
import { Ec2Fault } from './fault';
import { ForeignAnswer, NetworkFault } from './fault-script';
import type { Simulation } from './simulation';

/** Makes one call of the simulated EC2; throws `Problem`, as the product's adapters do. */
export type Asker = <T>(operation: keyof Api, call: (ec2: Api) => T) => Promise<T>;

/** Calls of a region under some credentials, for twins of the ports that the product's EC2 adapters implement. */
export function askerOf(
  simulation: Simulation,
  deploymentRegion: string,
  region: string,
  credentials?: CallerCredentials,
): Asker {
  const origin = credentials === undefined ? { region } : { region, accessKeyId: credentials.accessKeyId };
  const calls = api(simulation, origin);
  const context = { region, deploymentRegion, callerCredentials: credentials !== undefined };
  return async (operation, call) => {
    // A real call takes a turn of the event loop at least.
    await new Promise(setImmediate);
    try {
      return call(calls);
    } catch (error) {
      if (error instanceof Ec2Fault) {
        const { code, message, status } = error;
        throw ec2Problem({ code, message, status, unclear: mayBeDone(error) }, context, operation);
      }
      if (error instanceof ForeignAnswer) throw foreignAnswer(operation, true);
      if (!(error instanceof NetworkFault)) throw error;
      throw new Problem(error.kind === 'reset' ? 'aws_unreachable' : 'aws_timeout', 'The simulated EC2 is not there.');
    }
  };
}

/** Of EC2's errors only these do not prove that nothing happened. */
function mayBeDone({ code, status }: Ec2Fault): boolean {
  return status >= 500 && !/^Insufficient|Throttl|RequestLimitExceeded/.test(code);
}
