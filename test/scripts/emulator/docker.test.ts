import { join } from 'node:path';
import { requireDocker } from '../../../scripts/emulator/docker';
import { type LogFile, openLog } from '../../../scripts/tools/log-file';
import { type Bench, bench } from '../support/programs';

let here: Bench;
let log: LogFile;

beforeEach(() => {
  here = bench();
  log = openLog('emulator', join(here.folder, 'logs'));
});

afterEach(() => here.remove());

test('a Docker that answers is good', async () => {
  here.program('docker', 'echo 27.0.0');

  await expect(requireDocker(log)).resolves.toBeUndefined();
});

test('without Docker it says where to get it, and what needs none', async () => {
  here.onlyThese();

  await expect(requireDocker(log)).rejects.toThrow(
    /there is no program "docker" here.*docs\.docker\.com.*EMULATOR=ministack, the default, needs no Docker\.$/,
  );
});

test('who may not use it is told of the group', async () => {
  here.program('docker', 'echo "permission denied while trying to connect to the docker API" >&2; exit 1');

  await expect(requireDocker(log)).rejects.toThrow(/you may not use its socket.*usermod -aG docker/);
});

test('a daemon that does not run is to be started, and its words are shown', async () => {
  here.program('docker', 'echo "Cannot connect to the Docker daemon" >&2; exit 1');

  await expect(requireDocker(log)).rejects.toMatchObject({
    message: expect.stringMatching(/its daemon does not answer.*systemctl start docker/),
    output: { tail: expect.stringContaining('Cannot connect to the Docker daemon') },
  });
});
