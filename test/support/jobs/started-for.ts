import type { Job } from '../../../lambda/jobs/model';
import { ids, type JobLab } from './lab';

/** A job that has started an instance, and is to stop it after so many seconds. */
export async function startedFor(lab: JobLab, id: string, stopAfterSeconds: number): Promise<Job> {
  const job = await lab.submit({ target: ids(id), stopAfterSeconds });
  await lab.time.pass(30_000);
  return job;
}
