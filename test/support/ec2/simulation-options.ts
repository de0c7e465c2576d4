import type { Clock } from './clock';
import type { Delays, FallBack } from './instance';
import type { Subnet, World } from './world';

/** What a simulated EC2 is like at the beginning. */
export interface SimulationOptions<C extends Clock = Clock> {
  /** @default - a clock that stands until it is told to advance */
  readonly clock?: C;
  readonly delays?: Partial<Delays>;
  /** @default plain */
  readonly paging?: World['paging'];
  /** @default - the simulated role may change every instance */
  readonly requiredTag?: World['requiredTag'];
  /** @default - no limit */
  readonly quota?: number;
  /** @default - every region is enabled */
  readonly disabledRegions?: readonly string[];
  /** @default - every key is taken */
  readonly refusedAccessKeys?: readonly string[];
  /** @default - one subnet with, and one without public addresses */
  readonly subnets?: readonly Subnet[];
  /** @default - `sg-0a1b2c3d4e5f60718` */
  readonly securityGroups?: readonly string[];
  /** @default - `operator` */
  readonly keyPairs?: readonly string[];
  /** @default - none */
  readonly missingImages?: readonly string[];
  /** @default - launched instances come up */
  readonly launchFallBack?: FallBack;
}
