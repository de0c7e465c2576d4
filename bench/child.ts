import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** A command with its arguments. */
export type Command = readonly [string, ...string[]];

/**
 * Runs a program in a fresh process and reads what it reports, as JSON, on file descriptor 3. Its output is discarded, as
 * the log lines of a function are not this program's.
 * @throws with the program's error output when it fails
 */
export async function runChild<T>(command: Command, environment: NodeJS.ProcessEnv): Promise<T> {
  const [program, ...parameters] = command;
  const child = spawn(program, parameters, { env: environment, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [code, errors, report] = await Promise.all([
    exited,
    text(child.stdio[2] as Readable),
    text(child.stdio[3] as Readable),
  ]);
  if (code !== 0) throw new Error(`${command.join(' ').slice(0, 300)} ended with ${code}: ${errors}`);
  return JSON.parse(report);
}

/**
 * Makes the environment that AWS Lambda and this project's stack give to the function, with nothing of the developer's
 * own.
 */
export function functionEnvironment(endpoint: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_SESSION_TOKEN: 'example',
    AWS_LAMBDA_FUNCTION_NAME: 'ec2-control',
    AWS_ENDPOINT_URL: endpoint,
    // The SDK's warning about old versions of Node: AWS Lambda's is new, and printing it takes 2 ms.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    PROFILE: 'lab',
    AUTH: 'none',
    PRODUCT_VERSION: 'bench',
    TABLE_NAME: 'ec2-control',
    STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:111122223333:stateMachine:ec2-control',
    REQUEST_METRICS: 'off',
    ...more,
  };
}
