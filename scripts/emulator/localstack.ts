import { setTimeout } from 'node:timers/promises';
import { defined } from '../../contract/defined';
import { Failure } from '../console/failure';
import type { EmulatorSettings } from '../settings/settings';
import type { LogFile } from '../tools/log-file';
import { tailOf } from '../tools/log-file';
import { mustRun, run } from '../tools/run';
import { requireDocker } from './docker';
import { probe } from './probe';
import { remember } from './started';

/** The last image that needs no account; the current one needs a token. */
const images = { withoutToken: 'localstack/localstack:4.14.0', withToken: 'localstack/localstack:latest' };

const patienceMs = 120_000;

/**
 * Starts LocalStack in Docker, and waits until it answers. Functions run in containers beside it, for which it needs Docker's socket.
 * @throws Failure saying what to install or set
 */
export async function startLocalStack(settings: EmulatorSettings, folder: string, log: LogFile): Promise<void> {
  const { host, port, endpoint, token } = settings;
  await requireDocker(log);
  const container = `ec2-control-localstack-${port}`;
  // What an earlier run has left, if it has not come up.
  await run({ command: 'docker', args: ['rm', '--force', container] }, log);
  await mustRun(
    {
      command: 'docker',
      args: [
        ...['run', '--detach', '--name', container, '--publish', `${host}:${port}:4566`],
        ...['--volume', '/var/run/docker.sock:/var/run/docker.sock'],
        // Named without its value, which would stand in the list of processes.
        ...(token === undefined ? [] : ['--env', 'LOCALSTACK_AUTH_TOKEN']),
        token === undefined ? images.withoutToken : images.withToken,
      ],
      env: { ...process.env, ...defined({ LOCALSTACK_AUTH_TOKEN: token }) },
    },
    log,
    'Docker could not start LocalStack. Can it pull images from here, and is the port free?',
  );
  remember(folder, { kind: 'localstack', endpoint, container });

  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await setTimeout(500)) {
    if ((await probe(endpoint)).kind === 'emulator') return;
    const exit = await exitOf(container);
    if (exit === undefined) continue;
    await run({ command: 'docker', args: ['logs', container] }, log);
    throw new Failure(exit === '55' ? tokenRefused(token) : `LocalStack ended with the code ${exit}.`, {
      output: tailOf(log.path),
    });
  }
  throw new Failure(`LocalStack did not answer at ${endpoint} within two minutes.`, { output: tailOf(log.path) });
}

/** Reads the exit code of a container that has ended. */
async function exitOf(container: string): Promise<string | undefined> {
  const format = '{{.State.Status}} {{.State.ExitCode}}';
  const { output } = await run({ command: 'docker', args: ['inspect', '--format', format, container] });
  const [status, code] = output.trim().split(' ');
  return status === 'exited' || status === 'dead' ? code : undefined;
}

function tokenRefused(token: string | undefined): string {
  const reason = token === undefined ? 'this image wants a token' : 'it did not accept LOCALSTACK_AUTH_TOKEN';
  return (
    `LocalStack ended with the code 55: ${reason}. Set LOCALSTACK_AUTH_TOKEN to a token of your account at ` +
    `https://app.localstack.cloud, or leave it empty, and ${images.withoutToken} is used, which needs none. ` +
    'EMULATOR=ministack needs neither Docker nor an account.'
  );
}
