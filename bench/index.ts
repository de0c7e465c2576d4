import { mkdirSync, writeFileSync } from 'node:fs';
import { defined } from '../contract/defined';
import { buildFunction } from '../scripts/build/function';
import { measureBreakdown } from './breakdown';
import { measureCold } from './cold';
import { measureDeploy } from './deploy';
import { startEc2Stub } from './ec2-stub';
import { instanceId } from './ec2-xml';
import { measureGrowth } from './growth';
import { lambdaNode } from './lambda-node';
import { measureLoad } from './load';
import { machine } from './machine';
import { measureMake } from './make';
import { coldPicture, listPicture, stopPicture } from './pictures';
import { type Measurements, report, usualDelays } from './report';
import { makeSubjects } from './subjects';
import { measureWarm } from './warm';
import { workshop } from './workshop';

/** Fresh processes for each subject of the cold start. */
const rounds = 21;

/** Measures everything in one run and writes `docs/benchmarks.md` with its pictures. */
async function main(): Promise<void> {
  mkdirSync(workshop, { recursive: true });
  mkdirSync('docs/benchmarks', { recursive: true });
  const deploy = await step('build and synthesis', measureDeploy);
  const make = await step('make, twice', measureMake);
  await buildFunction();
  const stub = await startEc2Stub();
  try {
    const instance = instanceId(0);
    const subjects = await step('what is compared', () => makeSubjects(stub.url, instance));
    const cold = await step(`cold start, ${rounds} rounds`, () => measureCold(subjects, rounds));
    const { product, counting, esm, defaults } = subjects;
    stub.setDelay(usualDelays.ec2, usualDelays.table);
    const distant = await step('cold start with delays', () => measureCold({ counting, defaults }, rounds));
    stub.setDelay(0);
    const node = await lambdaNode();
    const onLambdaNode =
      node === undefined
        ? undefined
        : await step('cold start on Node 24', () => measureCold({ product, esm, defaults }, rounds, node));
    const breakdown = await step('breakdown', () => measureBreakdown(product));
    const warm = await step('warm', () => measureWarm(stub, instance));
    const growth = await step('growth', () => measureGrowth(stub));
    const load = await step('load on the server', () => measureLoad(stub.url, instance));
    const measured: Measurements = {
      machine: machine(),
      rounds,
      cold,
      distant,
      ...defined({ onLambdaNode }),
      breakdown,
      warm,
      growth,
      load,
      deploy,
      ...defined({ make }),
    };
    writeFileSync('docs/benchmarks.md', report(measured));
    writeFileSync('docs/benchmarks/cold-start.svg', coldPicture([cold.product, cold.esm, cold.defaults, cold.boto3]));
    writeFileSync('docs/benchmarks/growth-list.svg', listPicture(growth));
    writeFileSync('docs/benchmarks/growth-stop.svg', stopPicture(growth));
  } finally {
    await stub.close();
  }
  console.log('docs/benchmarks.md is written.');
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const result = await work();
  console.log(`${name}: ${((Date.now() - started) / 1000).toFixed(0)} s`);
  return result;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
