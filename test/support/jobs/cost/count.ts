import type { Job } from '../../../../lambda/jobs/model';
import { jobStore } from '../../../../lambda/jobs/store/jobs';
import { pendingStops } from '../../../../lambda/jobs/store/pending-stops';
import { createJobLab, type JobLab } from '../lab';
import { meteredTable } from './metered-table';

/** A job to count, on an EC2 of its own. */
export interface Scenario {
  readonly name: string;
  readonly instances: number;
  /** Milliseconds that EC2 takes. */
  readonly delays?: { readonly pending?: number; readonly stopping?: number };
  /** Prepares EC2, and asks for the job. */
  readonly submit: (lab: JobLab, instances: number) => Promise<Job>;
}

/** What one job took, from the request to its end. */
export interface Count {
  readonly name: string;
  readonly job: Job;
  /** Seconds from the request to the end. */
  readonly seconds: number;
  readonly transitions: number;
  readonly events: number;
  /** Of the function: the request's and the steps'. */
  readonly invocations: number;
  /** With the one to Systems Manager for the newest image. */
  readonly ec2Calls: number;
  readonly tableCalls: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  /** Bytes. */
  readonly largestPayload: number;
  /** Bytes. */
  readonly largestItem: number;
}

/** The counters of `/metrics` are added to once when a job ends. */
const endCounter = 1;

/** Runs a job in simulated time, over the table's own adapters, and counts. */
export async function countJob({ name, instances, delays = {}, submit }: Scenario): Promise<Count> {
  const table = meteredTable();
  let images = 0;
  const lab = createJobLab({
    ec2: { delays },
    override: (deps) => ({
      ...deps,
      store: jobStore(table, () => deps.clock.now()),
      stops: pendingStops(table),
      launcherOf: (region) => {
        const launcher = deps.launcherOf(region);
        return {
          ...launcher,
          newestImage: (architecture) => {
            images += 1;
            return launcher.newestImage(architecture);
          },
        };
      },
    }),
  });
  const submitted = await submit(lab, instances);
  await lab.time.until(lab.machine.finished(submitted.jobId));
  const use = { ...table.use };
  const { job } = await lab.now(submitted);
  const { transitions, events, invocations, largestPayload } = lab.machine.tally(job.jobId);
  return {
    name,
    job,
    seconds: (Date.parse(job.finishedAt ?? '') - Date.parse(job.createdAt)) / 1000,
    transitions,
    events,
    invocations: 1 + invocations,
    ec2Calls: lab.ec2.count() + images,
    tableCalls: use.calls + endCounter,
    writeUnits: use.writeUnits + endCounter,
    readUnits: use.readUnits,
    largestPayload,
    largestItem: use.largestItem,
  };
}
