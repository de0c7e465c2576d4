import type { Breakdown } from './breakdown';
import type { ColdResult } from './cold';
import type { DeployTimes } from './deploy';
import { type Growth, stopDelay } from './growth';
import type { LoadResult } from './load';
import type { MakeTimes } from './make';
import { table } from './markdown';
import { memoryPrices } from './memory-price';
import {
  breakdownTable,
  coldTable,
  growthTable,
  type LambdaNodeResults,
  lambdaNodeSection,
  loadSection,
} from './report-tables';
import type { Subjects } from './subjects';
import { targetTable } from './targets';
import type { WarmResult } from './warm';

type Cold = Readonly<Record<keyof Subjects, ColdResult>>;

/** Milliseconds that EC2 and DynamoDB usually take for a call. */
export const usualDelays = { ec2: 50, table: 5 } as const;

/** Everything that one run has measured. */
export interface Measurements {
  readonly machine: readonly (readonly [string, string])[];
  readonly rounds: number;
  readonly cold: Cold;
  /** With an EC2 and a table that take their usual time. */
  readonly distant: Readonly<Record<'counting' | 'defaults', ColdResult>>;
  /** The same on the Node that AWS Lambda runs; absent where it could not be had. */
  readonly onLambdaNode?: LambdaNodeResults;
  readonly breakdown: Breakdown;
  readonly warm: readonly WarmResult[];
  readonly growth: Growth;
  readonly load: readonly LoadResult[];
  readonly deploy: DeployTimes;
  /** Absent where `make` does not work. */
  readonly make?: MakeTimes;
}

/** Writes the page with all figures. */
export function report(measured: Measurements): string {
  const { machine, rounds, cold, distant, onLambdaNode, breakdown, warm, growth, load, deploy, make } = measured;
  const [status] = warm;
  return `# Benchmarks

Written by \`make bench\` from one run; do not edit. [benchmarks/start-up.md](benchmarks/start-up.md) explains the figures, what helped and what did not.
Absolute times are those of this machine; ratios hold for others too.

${table(['Machine', ''], machine)}

## Targets

${targetTable(cold, warm, growth)}

## Cold start

Medians of ${rounds} fresh processes that run in turn, in milliseconds and MB. All answer one request from the same EC2 stub on the loopback
interface. "Load" is reading, compiling and running the handler's module; "first" is the first request.

![Cold start](benchmarks/cold-start.svg)

${coldTable([cold.product, cold.esm, cold.defaults, cold.boto3])}

As deployed, the function also reads the stops to come from DynamoDB beside EC2, and counts the request there (for \`/metrics\`).
With stubs that answer at once nothing of that can overlap with a wait. The other row is an experiment that is not shipped.

${coldTable([cold.counting, cold.codeCache])}

With an EC2 that takes ${usualDelays.ec2} ms for a call and a table that takes ${usualDelays.table} ms, in the same way:

${coldTable([distant.counting, distant.defaults])}
${onLambdaNode === undefined ? '' : `\n${lambdaNodeSection(onLambdaNode)}`}
### Where the time of the function's cold start goes

Shares of the two phases by CPU profiles, scaled to the medians above; milliseconds.

${breakdownTable(breakdown, cold.product)}

## Warm

Milliseconds of a request to the warm function, of the call behind it by the unpatched client of the SDK (in turn, in one process), and of
the boto3 handler, which answers with less.

${table(
  ['Request', 'EC2 Control', 'Bare call', 'Ratio', 'boto3 handler'],
  warm.map(({ name, product, bare, boto3 }) => [name, product, bare, (product / bare).toFixed(2), boto3]),
)}

## Growth

Every point is the median of three processes; all sizes run in turn. \`/list\` has pages of 100; the boto3 handler puts all instances into one answer. For a stop,
EC2 takes ${stopDelay} ms for a call; the boto3 handler takes one instance a request.

![Reading the list](benchmarks/growth-list.svg)

${growthTable(growth.list)}

![Stopping instances](benchmarks/growth-stop.svg)

${growthTable(growth.stop)}

## The server of the container

${loadSection(load)}
## Build and deployment

${table(
  ['Step', 'Seconds'],
  [
    ['Build of the function', (deploy.build / 1000).toFixed(1)],
    ['The same with nothing changed', (deploy.rebuild / 1000).toFixed(1)],
    ['`cdk synth` with nothing changed, build included', (deploy.synth / 1000).toFixed(1)],
    ...(make === undefined
      ? []
      : [
          [
            '`make` in a fresh clone, npm packages installed: emulator, instance, stack',
            (make.first / 1000).toFixed(1),
          ],
          ['A second `make`', (make.second / 1000).toFixed(1)],
        ]),
  ],
)}

${deploy.assetUnchanged ? 'Both syntheses named the same assets: nothing would be uploaded again.' : '**The two syntheses named different assets.**'}

## Memory size and price, calculated

From the processor time measured here, two EC2 calls of 100 ms, and AWS Lambda's rule that 1,769 MB are one processor.

${status === undefined ? '' : memoryPrices(cold.product, status)}
`;
}
