import { ec2Contract } from './contract';
import { createSimulatedEc2 } from './twin';

describe('the simulated EC2', () => {
  ec2Contract(async () => {
    const { ec2, ec2Of, simulation, clock } = createSimulatedEc2();
    return {
      ec2,
      ec2Of,
      simulation,
      advance: (milliseconds) => clock.advance(milliseconds),
      close: async () => {},
    };
  });
});
