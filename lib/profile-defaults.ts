import { RegionInfo } from 'aws-cdk-lib/region-info';
import { defaults } from '../contract/defaults';
import { Auth, Profile } from '../contract/environment';

/** What a deployment has when the context says nothing, where the profiles differ. */
export interface ProfileDefaults {
  readonly auth: Auth;
  readonly regions: () => readonly string[];
  readonly instanceTypes: readonly string[];
  readonly guardTag?: string;
  readonly creatorTag: { readonly key: string; readonly value: string };
  readonly checkCreatorTag: boolean;
  readonly architecture: 'arm64' | 'x86_64';
  readonly logRetentionDays: number;
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly retrySeconds: readonly number[];
  readonly dashboard: boolean;
}

const sizes = ['nano', 'micro', 'small'];

const both = {
  instanceTypes: ['t2', 't3', 't3a', 't4g'].flatMap((family) => sizes.map((size) => `${family}.${size}`)),
  creatorTag: defaults.creatorTag,
} as const;

export const profileDefaults: Readonly<Record<Profile, ProfileDefaults>> = {
  /** An emulator: open, nothing guarded, everything quick. */
  [Profile.lab]: {
    ...both,
    auth: Auth.none,
    regions: commercialRegions,
    checkCreatorTag: false,
    // LocalStack runs the function in a container of the architecture asked for.
    architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64',
    logRetentionDays: 7,
    // Emulators enforce it too.
    throttle: { rate: 1000, burst: 2000 },
    retrySeconds: [1, 2, 4],
    dashboard: false,
  },
  /** Real AWS: closed unless opened. */
  [Profile.production]: {
    ...both,
    auth: Auth.key,
    regions: () => [],
    guardTag: 'ec2-control:managed=true',
    checkCreatorTag: true,
    architecture: 'arm64',
    logRetentionDays: 90,
    throttle: { rate: 50, burst: 100 },
    retrySeconds: defaults.retrySeconds,
    dashboard: true,
  },
};

/** Lists the commercial regions. It is read on demand: its table takes a tenth of a second to load. */
function commercialRegions(): readonly string[] {
  return RegionInfo.regions.filter(({ partition }) => partition === 'aws').map(({ name }) => name);
}
