import { createHash } from 'node:crypto';

/**
 * The SHA-512 crypt hash of a password, in the form that `/etc/shadow` takes. The salt comes from the job's id: EC2 takes
 * a repeated launch for the same one only when its user data is the same.
 */
export async function cryptOf(password: string, jobId: string): Promise<string> {
  const { encrypt } = await import('unixcrypt');
  return encrypt(password, `$6$${saltOf(jobId)}`);
}

/** 16 characters, the most that crypt takes. */
function saltOf(jobId: string): string {
  return createHash('sha256').update(`salt:${jobId}`).digest('base64').replace(/\+/g, '.').slice(0, 16);
}
