import { CallerAction } from '../../../contract/actions';
import { caller, ids, type JobLab } from './lab';

/** May see the jobs of everybody. */
export const admin = { name: 'admin', actions: Object.values(CallerAction) };
const other = { name: 'other', actions: [] };

/**
 * Submits three jobs, a second apart: the second is of another caller than the rest.
 * @returns their ids, oldest first
 */
export async function threeJobs(lab: JobLab): Promise<string[]> {
  const jobs = [];
  for (const who of [caller, other, caller]) {
    jobs.push(await lab.submit({ caller: who, target: ids(lab.ec2.add({ state: 'stopped' })) }));
    await lab.time.pass(1_000);
  }
  return jobs.map(({ jobId }) => jobId);
}
