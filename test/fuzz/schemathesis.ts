/**
 * Tries the API with requests that schemathesis makes from its own OpenAPI document, in both profiles:
 * `npx tsx test/fuzz/schemathesis.ts [path of st] [examples for each operation]`.
 * Fails on any 5xx and on any answer that the document does not promise.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Profile } from '../../contract/environment';
import { serveProfile } from './served';

/**
 * That a request which fits the document is accepted is not asked for: the document cannot say which cursors exist, which
 * parameters contradict each other, or which instances there are. And DELETE of a job cancels it: it can be read afterwards.
 */
const excluded = 'positive_data_acceptance,use_after_free';

/** @returns schemathesis' exit code */
async function fuzz(program: string, profile: Profile, examples: string): Promise<number> {
  const { url, key, close } = await serveProfile(profile);
  const options = ['--max-examples', examples, '--exclude-checks', excluded, '--continue-on-failure', '--no-shrink'];
  const header = profile === Profile.production ? ['--header', `x-api-key: ${key}`] : [];
  // It leaves a data base of examples where it runs.
  const cwd = mkdtempSync(join(tmpdir(), 'schemathesis-'));
  const child = spawn(program, ['run', `${url}/openapi.json`, ...options, ...header], { cwd, stdio: 'inherit' });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('close', (status) => resolve(status ?? 1));
  });
  rmSync(cwd, { recursive: true });
  await close();
  return code;
}

async function main(): Promise<void> {
  const [program = 'st', examples = '50'] = process.argv.slice(2);
  for (const profile of Object.values(Profile)) {
    console.log(`schemathesis: profile ${profile}`);
    if ((await fuzz(program, profile, examples)) !== 0) process.exitCode = 1;
  }
}

void main();
