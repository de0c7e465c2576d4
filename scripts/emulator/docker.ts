import { Failure } from '../console/failure';
import { type LogFile, tailOf } from '../tools/log-file';
import { run } from '../tools/run';

const otherwise = 'EMULATOR=ministack, the default, needs no Docker.';

/**
 * Asks Docker's daemon for its version.
 * @throws Failure saying what to install, start or allow
 */
export async function requireDocker(log: LogFile): Promise<void> {
  const { status, output } = await run(
    { command: 'docker', args: ['version', '--format', '{{.Server.Version}}'] },
    log,
  );
  if (status === 0) return;
  if (status === -1) {
    throw new Failure(
      `LocalStack runs in Docker, and there is no program "docker" here. Install it from https://docs.docker.com/get-docker/. ${otherwise}`,
    );
  }
  if (/permission denied/i.test(output)) {
    throw new Failure(
      'LocalStack runs in Docker, and you may not use its socket. Add yourself to the group docker ' +
        `(sudo usermod -aG docker "$USER"), and log in again. ${otherwise}`,
    );
  }
  throw new Failure(
    'LocalStack runs in Docker, and its daemon does not answer. Start Docker Desktop, or the service ' +
      `(sudo systemctl start docker), and run make again. ${otherwise}`,
    { output: tailOf(log.path, 5) },
  );
}
