import { defined } from '../../../contract/defined';
import { type ComputeSubject, computeContract } from '../compute/contract';
import { usualDelays } from './instance';
import { createSimulatedEc2 } from './twin';

describe('instances of the simulated EC2, as any kind of compute', () => {
  let subject: ComputeSubject;
  beforeEach(() => {
    const { ec2, add, clock } = createSimulatedEc2();
    const longest = Math.max(usualDelays.pending, usualDelays.stopping, usualDelays.shuttingDown);
    subject = {
      instances: ec2,
      add: async ({ state, tags }) => add({ state, ...defined({ tags }) }),
      settle: async () => clock.advance(longest),
      close: async () => {},
    };
  });

  computeContract(() => subject);
});
