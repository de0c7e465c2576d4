import type { InstanceSpec } from '../ec2/add';
import type { Simulation } from '../ec2/simulation';
import type { Ask, Seen } from './client';
import { everyResult, jobEnded } from './jobs';

/** An answer, and how many milliseconds it took. */
export interface Timed extends Seen {
  readonly milliseconds: number;
}

/** Asks, and looks how long it takes. */
export async function timed(ask: Ask, ...request: Parameters<Ask>): Promise<Timed> {
  const begun = performance.now();
  return { ...(await ask(...request)), milliseconds: performance.now() - begun };
}

/** Instances that the requests before a slow EC2 are about. */
export const slowFleet = { all: 100, protected: 25, dry: 60 } as const;

/**
 * Asks a deployed API for what takes many calls of EC2, which takes its time for each, all at once: every one of the
 * requests needs nearly all of the time that it has.
 */
export async function askSlowEc2(ask: Ask, simulation: Simulation) {
  simulation.world.delays = { ...simulation.world.delays, pending: 500, stopping: 500, shuttingDown: 500 };
  const add = (fleet: string, spec: InstanceSpec = {}) =>
    simulation.addInstance('us-east-1', { ...spec, tags: { Fleet: fleet } }).instanceId;
  const many = (fleet: string) =>
    Array.from({ length: slowFleet.all }, (_, n) => add(fleet, { stopProtected: n < slowFleet.protected }));
  const [byRequest, byJob] = [many('request'), many('job')];
  const dry = Array.from({ length: slowFleet.dry }, () => add('dry'));
  const address = '203.0.113.77';
  const doomed = add('doomed', { publicIp: address });
  for (const operation of ['DescribeInstances', 'StopInstances']) simulation.slow(operation, 1_600);
  simulation.slow('DescribeInstanceAttribute', 3_000);
  for (const about of [doomed, address]) simulation.slow('*', 10_000, about);
  const launches = { InternalError: 't3.small', 'network:reset': 't3.micro', 'network:hang': 't2.small' };
  for (const [code, instanceType] of Object.entries(launches))
    simulation.fail({ operation: 'RunInstances', acts: true, code, instanceType });

  const job = async () => {
    const accepted = await ask('POST', '/stop?tag=Fleet=job', { async: true });
    return jobEnded(ask, accepted.body.job_id, 120);
  };
  const create = async (instance_type: string) => {
    const { body } = await ask('POST', '/create', { instance_type });
    return body.job_id === undefined ? body : jobEnded(ask, body.job_id, 120);
  };
  const [request, prediction, deletion, ended, ...creations] = await Promise.all([
    timed(ask, 'POST', '/stop?tag=Fleet=request'),
    timed(ask, 'POST', '/stop', { instance_id: dry, dry_run: true }),
    timed(ask, 'DELETE', `/delete/${address}`),
    job(),
    ...Object.values(launches).map(create),
  ]);
  const stillRunning = (ids: readonly string[]) =>
    ids.filter((id) => simulation.instance(id).state === 'running').length;
  return {
    request,
    prediction,
    deletion,
    job: ended,
    results: tally(await everyResult(ask, ended)),
    creations,
    launched: [...simulation.world.instances.values()].filter(({ launch }) => launch !== undefined).length,
    running: { byRequest: stillRunning(byRequest), byJob: stillRunning(byJob) },
  };
}

/** How many results there are of each kind: by their code, else by their outcome. */
export function tally(results: unknown): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { outcome, code = outcome } of results as readonly { outcome: string; code?: string }[])
    counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
