import type { Ec2, Ec2Of } from '../../../lambda/instances/ec2';
import { contractOfChanges } from './contract-changes';
import { contractOfErrors } from './contract-errors';
import { contractOfReading } from './contract-reading';
import type { Simulation } from './simulation';

/** An implementation of the `Ec2` port in front of a simulation of its own. */
export interface ContractSubject {
  /** EC2 of the deployment's region, us-east-1. */
  readonly ec2: Ec2;
  readonly ec2Of: Ec2Of;
  readonly simulation: Simulation;
  /** Lets the simulation's time go on. */
  advance(milliseconds: number): void;
  close(): Promise<void>;
}

/** What every implementation of the `Ec2` port does, the adapter and its twin alike. */
export function ec2Contract(make: () => Promise<ContractSubject>): void {
  let subject: ContractSubject | undefined;
  const current = () => {
    if (subject === undefined) throw new Error('no subject outside a test');
    return subject;
  };
  beforeEach(async () => {
    subject = await make();
  });
  afterEach(async () => {
    await subject?.close();
    subject = undefined;
  });
  describe('reading', () => contractOfReading(current));
  describe('changing', () => contractOfChanges(current));
  describe('refusing', () => contractOfErrors(current));
}
