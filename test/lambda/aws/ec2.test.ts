import { ec2Endpoints, ec2Over } from '../../../lambda/aws/ec2';
import { connectionPool } from '../../../lambda/aws/ec2-client';
import type { Ec2Of } from '../../../lambda/instances/ec2';
import { ec2Contract } from '../../support/ec2/contract';
import { inThisRealm } from '../../support/ec2/realm';
import { serveSimulatedEc2 } from '../../support/ec2/server';

/** The adapter, over HTTP, before a simulated EC2. */
async function subject() {
  const served = await serveSimulatedEc2();
  const endpoints = ec2Endpoints({
    deploymentRegion: 'us-east-1',
    endpoint: served.url,
    pool: inThisRealm(connectionPool({ connection: 1000, request: 1500 })),
  });
  const ec2Of: Ec2Of = (...of) => ec2Over(endpoints(...of));
  return {
    ec2: ec2Of('us-east-1'),
    ec2Of,
    simulation: served.simulation,
    advance: (milliseconds: number) => served.clock.advance(milliseconds),
    close: () => served.close(),
  };
}

beforeAll(() => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIAFUNCTION', AWS_SECRET_ACCESS_KEY: 'secret' });
});

describe('the EC2 adapter', () => ec2Contract(subject));
